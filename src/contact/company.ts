// Owns the comparable form of a company's name. Knows legal forms, not domains.
import { fold } from './fold';

/**
 * Folds a company's name and takes the legal forms off its end, so that `ACME Co., Ltd.` and `Acme` are
 * equal. A name that is nothing but legal forms (`AG`) stays whole.
 */
export function foldCompany(name: string): string {
  const plain = fold(/[&+]/.test(name) ? name.replace(/[&+]/g, ' and ') : name);
  const words = withoutScriptForm(plain).split(' ');
  let end = words.length;
  for (let length = formLength(words, end); length > 0; length = formLength(words, end)) {
    end -= length;
  }
  return end === words.length ? words.join(' ') : words.slice(0, end).join(' ');
}

/** How many words before `end` are one legal form, in full or spelled in letters (`s a`), or an `and`. */
function formLength(words: readonly string[], end: number): number {
  const last = words[end - 1] ?? '';
  if (end < 2) return 0;
  if (last.length > 1 && last !== 'cv') return LEGAL_FORMS.has(last) ? 1 : 0;
  let joined = '';
  let longest = 0;
  for (let length = 1; length < end && length <= MAX_FORM_WORDS; length++) {
    joined = (words[end - length] ?? '') + joined;
    if (joined.length > MAX_FORM_LETTERS) break;
    if (LEGAL_FORMS.has(joined)) longest = length;
  }
  return longest;
}

function withoutScriptForm(name: string): string {
  const form = SCRIPT_FORMS.find((ending) => name.endsWith(ending) && name !== ending);
  return form === undefined ? name : name.slice(0, -form.length).trim();
}

/** `and` is among them for what is left of `& Co`. */
const LEGAL_FORMS = new Set(
  `inc incorporated corp corporation co company and llc llp lp pllc pc plc ltd limited lc cic
  pty proprietary pte pvt private sdn bhd
  gmbh ggmbh mbh ag kg kgaa ohg ug haftungsbeschrankt gbr ev eg ek se
  sa sas sasu sarl eurl snc sca scs sci selarl
  bv nv vof cv bvba sprl srl srls spa sapa coop scrl
  sl slu sll sau sc scp sapi sadecv srldecv sapidecv sderl sderldecv
  lda limitada ltda unipessoal sgps eireli
  oy oyj ab as asa aps ivs ks hf ehf
  spzoo sro doo dooel ad kft zrt nyrt bt sia uab ou eood ood ooo oao zao pao kk gk
  ооо оао зао пао ао ип тов`.split(/\s+/),
);
const MAX_FORM_WORDS = 7;
const MAX_FORM_LETTERS = 10;

/** Legal forms that are written onto the name without a space; a longer one before what it ends with. */
const SCRIPT_FORMS = [
  '株式会社',
  '有限会社',
  '合同会社',
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '주식회사',
];
