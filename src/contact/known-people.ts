// Owns telling again people of whom something is known, by meaning, as the rows of one sheet are grouped (see group.ts): whatever was
// added to their rows since, or taken from them. Knows no log and no sheet.
import type { Contact, Fingerprint, Identity } from './contact';
import { identityKey, isKnownAs } from './fingerprint';
import { hash48 } from './hash';

/** What tells a person, in the form in which two spellings are equal: profile, name at a domain, name at a company. */
interface Signs {
  readonly slug: string;
  readonly atDomain: string;
  readonly atCompany: string;
}

/**
 * The signs of a person as one text without names: three hashes for each way in which the person is named, `-` where a sign
 * is missing.
 */
export function signsText(spellings: readonly Identity[]): string {
  const texts = spellings.map((identity) => {
    const { slug, atDomain, atCompany } = signsOf(identity);
    return [slug, atDomain, atCompany].map((sign) => (sign === '' ? MISSING : sign)).join(' ');
  });
  return [...new Set(texts)].join(BETWEEN);
}

export class KnownPeople {
  private readonly prints = new Set<Fingerprint>();
  /** Each sign with what its person has beside it. */
  private readonly signs = new Set<string>();

  /** @param signs as {@link signsText} gives them; any other text says nothing */
  add(prints: readonly Fingerprint[], signs: string): void {
    for (const print of prints) this.prints.add(print);
    for (const one of signsIn(signs)) this.addSigns(one);
  }

  private addSigns({ slug, atDomain, atCompany }: Signs): void {
    if (slug !== '') this.signs.add(`profile ${slug}`);
    if (atDomain !== '') this.signs.add(domainSign(atDomain, slug !== ''));
    if (atCompany !== '') {
      this.signs.add(companySign(atCompany, slug !== '', atDomain !== ''));
    }
  }

  /** @param identities whom the contact's rows name, each read in every way there is */
  has({ identity, fingerprints }: Contact, identities: readonly Identity[]): boolean {
    return (
      fingerprints.some((print) => this.prints.has(print)) ||
      [identity, ...identities].some((one) => this.knows(one))
    );
  }

  /** Of whom no more is left than {@link add} takes. */
  hasNoted(prints: readonly Fingerprint[], signs: string): boolean {
    return (
      prints.some((print) => this.prints.has(print)) ||
      signsIn(signs).some((one) => this.knowsSigns(one))
    );
  }

  /**
   * By all that it says, or with a part of that left out; by the same profile; by the same name and domain, or name and company
   * where one of the two has no domain. Two profiles are two people.
   */
  knows(identity: Identity): boolean {
    if (isKnownAs(identity, this.prints)) return true;
    return this.signs.size > 0 && this.knowsSigns(signsOf(identity));
  }

  private knowsSigns({ slug, atDomain, atCompany }: Signs): boolean {
    if (slug !== '' && this.signs.has(`profile ${slug}`)) return true;
    const theirSlugs = slug === '' ? [true, false] : [false];
    const theirDomains = atDomain === '' ? [true, false] : [false];
    return theirSlugs.some(
      (hasSlug) =>
        (atDomain !== '' && this.signs.has(domainSign(atDomain, hasSlug))) ||
        (atCompany !== '' &&
          theirDomains.some((has) => this.signs.has(companySign(atCompany, hasSlug, has)))),
    );
  }
}

const MISSING = '-';
/** One way in which a person is named, and the next. */
const BETWEEN = ', ';
const SIGNS = /^([\w-]{8}|-) ([\w-]{8}|-) ([\w-]{8}|-)$/;

function signsIn(text: string): readonly Signs[] {
  return text.split(BETWEEN).flatMap((one) => {
    const found = SIGNS.exec(one)?.slice(1);
    if (found === undefined) return [];
    const [slug = '', atDomain = '', atCompany = ''] = found.map((sign) =>
      sign === MISSING ? '' : sign,
    );
    return [{ slug, atDomain, atCompany }];
  });
}

function signsOf(identity: Identity): Signs {
  const { slug, name, domain, company } = identityKey(identity);
  const at = (place: string): string =>
    name === '' || place === '' ? '' : hash48(`${name}\n${place}`);
  return { slug: slug === '' ? '' : hash48(slug), atDomain: at(domain), atCompany: at(company) };
}

function domainSign(sign: string, hasSlug: boolean): string {
  return `domain ${sign} ${String(hasSlug)}`;
}

function companySign(sign: string, hasSlug: boolean, hasDomain: boolean): string {
  return `company ${sign} ${String(hasSlug)} ${String(hasDomain)}`;
}
