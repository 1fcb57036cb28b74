// Owns taking out of a text what a vendor's support must not get: names, addresses, numbers, keys. Pure.
//
// Of a vendor's error nobody can tell which words are a person's: so only words are left that errors are made of.

/** What stands for what was taken out. */
export const TAKEN_OUT = '…';

/**
 * The text with nothing but words that errors are made of, short numbers, and names of fields.
 *
 * @param known texts that must not stay, whatever they are: of the contacts that a request held, and its key
 */
export function redact(text: string, known: readonly string[]): string {
  const plain = withoutKnown(text.normalize('NFKC'), known).replace(LONG_NUMBER, TAKEN_OUT);
  return plain
    .split(/\s+/)
    .map(safeWord)
    .join(' ')
    .replace(/…(?:[\s…]*…)+/g, TAKEN_OUT)
    .trim();
}

/** Ids that a vendor gave; `…` for what may be anything else. */
export function redactId(id: string): string {
  return /^[\w-]{0,80}$/.test(id) && (id === '' || /\d/.test(id)) ? id : TAKEN_OUT;
}

/** Seven digits or more, however they are set apart: a phone number. */
const LONG_NUMBER = /\+?\d(?:[^\p{L}\d]{0,3}\d){6,}/gu;

function withoutKnown(text: string, known: readonly string[]): string {
  const parts = known
    .flatMap((one) => [one, ...one.split(/[\s@/]+/)])
    .map((one) => one.normalize('NFKC').trim())
    .filter((one) => one !== '')
    .sort((a, b) => b.length - a.length);
  return [...new Set(parts)].reduce((left, part) => {
    const literal = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    // One letter is a part of every word.
    const pattern = part.length > 2 ? literal : `(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`;
    return left.replace(new RegExp(pattern, 'giu'), TAKEN_OUT);
  }, text);
}

function safeWord(word: string): string {
  const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
  return isSafe(core) ? `${before}${core}${after}` : TAKEN_OUT;
}

/** A word between marks that end or enclose it. */
const WORD = /^([("'“‘[{]*)(.*?)([)"'”’\]},.;:!?…]*)$/su;

/** A word of ours, a short number, or several of them as names of fields are made: `contacts[3].first_name`. */
function isSafe(core: string): boolean {
  if (core === '') return true;
  const parts = core.split(/[_.:[\]/-]/).filter((part) => part !== '');
  return parts.every((part) => /^\d{1,4}$/.test(part) || WORDS.has(part.toLowerCase()));
}

/** No first name is among them. */
const WORDS: ReadonlySet<string> = new Set(
  `a about accept accepted access account active add added address after again all allow allowed already also an and another
  answer any api application are as ask asked at auth authentication authorization automatic available back background bad
  balance batch batches be because been before being below between blank body both bulk but buy bought by call calls can cannot
  cause certain change changed check choose click close closed code column columns company complete confirm connect connected
  connection contact contacts contain contains content continue copy cost could create created credit credits current daily
  data day days decide delete deleted denied did directly do document does domain done down due each either email emails empty
  end ended enough enrich enrichment error errors every exceed exceeded exceeds exist exists expected expired failed failure
  few field fields find first for forbidden format found from full gateway get gives given go goes gone google group had half
  has have header headers held hour hourly hours how http id if in incomplete input instead insufficient internal into invalid
  is it item items its json keep kept key keys later least left less limit limited limits linkedin list log long longer look
  looked lost made maintenance many maximum means message method minute minutes missing moment month more most must name named
  names need needed needs network next no none nor not nothing now null number object of off on once one only open or
  organization other others out over page paid parameter part partial paused pending per permission permissions person phone
  phones place plan please problem processing property provide provided purchase quota rate read reached reason received
  refused rejected reload request requests required response rest result results resume retry row rows run runs same schema
  script second seconds see select send sends sent server service several sheet sheets should show since size so some
  something spend standard start started state status still stop stopped store string submit submitted such supported
  temporarily than that the their them then there these they this those through time timed timeout times to token too top
  total trigger try two type unauthorized unavailable unexpected unit unknown unprocessable unsupported until up upstream url
  usage use used user valid validation value values vendor wait waiting was were what when where which while why with within
  without word workflow workspace write written wrong yet you your zero bearer cap cleanlist detail expire insufficient
  int integer length list array minimum parse payload dict none str required_field title tier upgrade webhook`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
