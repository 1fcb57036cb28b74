// Owns domains: the registrable domain of a text, and which domains are nobody's company. Knows no row.
import { parse } from 'tldts-icann';

/**
 * The registrable domain (`acme.co.uk`) of a domain, a website's address or an e-mail address, in lower
 * case; the first one where a text holds several. `null` for text without a domain, IP addresses and
 * single names (`localhost`). Top-level domains of letters count as real, also the reserved `.example`
 * and `.test`: the list of all is longer than the mistakes it would catch.
 */
export function registrableDomain(text: string): string | null {
  return firstHost(text)?.domain ?? null;
}

/**
 * The registrable domain of a text when it can be a company's: not a free-mail provider's, and not a page
 * on somebody else's site (`facebook.com/acme`, `acme.wixsite.com`). The bare `facebook.com` is a company's.
 */
export function companyDomain(text: string): string | null {
  const host = firstHost(text);
  if (host === null || isFreeMail(host.domain) || LINK_PAGES.has(host.domain)) return null;
  return SHARED_HOSTS.has(host.domain) && isTenant(host) ? null : host.domain;
}

/**
 * The registrable domain of a text that is nothing but one website's address, when it is certainly a company's own: no e-mail
 * address, no social network or page builder, whatever its path.
 */
export function websiteDomain(text: string): string | null {
  if (text.includes('@') || SEPARATOR.test(text)) return null;
  const domain = companyDomain(text);
  return domain === null || SHARED_HOSTS.has(domain) ? null : domain;
}

interface Host {
  readonly name: string;
  readonly domain: string;
  readonly hasPath: boolean;
}

function firstHost(text: string): Host | null {
  if (!text.includes('.')) return null;
  for (const word of text.split(SEPARATOR)) {
    if (!word.includes('.') || word.length > MAX_ADDRESS_CHARACTERS) continue;
    const address = word.replace(SCHEME, '').replace(/^mailto:/i, '');
    const { domain, hostname } = parse(address);
    if (domain === null || hostname === null || !TOP_LEVEL.test(domain)) continue;
    return { name: hostname, domain, hasPath: /[/?#]+[^/?#]/.test(address) };
  }
  return null;
}

function isTenant(host: Host): boolean {
  return host.hasPath || (host.name !== host.domain && host.name !== `www.${host.domain}`);
}

/** Whether mail at this registrable domain is anybody's, so that the domain says nothing of a company. */
function isFreeMail(domain: string): boolean {
  const dot = domain.indexOf('.');
  const suffix = domain.slice(dot + 1);
  const name = domain.slice(0, dot);
  if (FREE_MAIL_NAMES.has(name)) return true;
  if (FREE_MAIL_COUNTRY_NAMES.has(name)) return suffix === 'com' || COUNTRY_SUFFIX.test(suffix);
  return FREE_MAIL.has(domain);
}

const SEPARATOR = /[\s,;|<>()[\]"]+/;
/** Also as people mistype it: `http//`, `https:\\`. */
const SCHEME = /^[a-z]+:?[\\/]{2,}/i;
const TOP_LEVEL = /\.(?:xn--[a-z0-9-]+|\p{L}{2,})$/u;

/** Longer addresses exist, but their host comes first; a pasted page of text is no address. */
const MAX_ADDRESS_CHARACTERS = 2000;

/** Free under any suffix: `yahoo.co.jp`, `gmx.at`. */
const FREE_MAIL_NAMES = new Set(
  'gmail googlemail yahoo ymail rocketmail hotmail gmx yandex aol protonmail fastmail tutanota'.split(
    ' ',
  ),
);
/** Free under `.com` and the countries' suffixes; elsewhere (`live.studio`) a company's. */
const FREE_MAIL_COUNTRY_NAMES = new Set(['outlook', 'live', 'msn', 'windowslive']);
const COUNTRY_SUFFIX = /^(?:com?\.)?[a-z]{2}$/;

const FREE_MAIL = new Set(
  `icloud.com me.com mac.com mail.com email.com usa.com aim.com proton.me pm.me tuta.io tuta.com hey.com
  hushmail.com inbox.com zoho.com zohomail.com zoho.eu mailbox.org posteo.de posteo.net fastmail.fm
  duck.com mozmail.com appleid.com
  web.de t-online.de freenet.de arcor.de online.de email.de mail.de 1und1.de kabelmail.de unitybox.de
  vodafone.de bluewin.ch hispeed.ch sunrise.ch aon.at chello.at a1.net
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr aliceadsl.fr
  club-internet.fr cegetel.net voila.fr
  libero.it virgilio.it tiscali.it alice.it tin.it tim.it fastwebnet.it inwind.it iol.it email.it
  terra.es terra.com terra.com.br terra.com.mx terra.com.ar terra.cl telefonica.net movistar.es ono.com
  uol.com.br bol.com.br ig.com.br globo.com globomail.com oi.com.br r7.com zipmail.com.br
  sapo.pt netcabo.pt clix.pt iol.pt telepac.pt
  ziggo.nl kpnmail.nl planet.nl kpnplanet.nl xs4all.nl hetnet.nl home.nl casema.nl upcmail.nl chello.nl
  quicknet.nl telfort.nl tele2.nl online.nl zonnet.nl
  telenet.be skynet.be proximus.be scarlet.be pandora.be
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net pacbell.net cox.net charter.net
  earthlink.net juno.com netzero.net optonline.net roadrunner.com rr.com windstream.net frontier.com
  shaw.ca rogers.com sympatico.ca videotron.ca telus.net bell.net
  btinternet.com btopenworld.com sky.com virginmedia.com ntlworld.com talktalk.net tiscali.co.uk
  blueyonder.co.uk plus.net eircom.net
  bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz
  mail.ru bk.ru list.ru inbox.ru rambler.ru ya.ru ukr.net wp.pl o2.pl onet.pl op.pl interia.pl gazeta.pl
  seznam.cz centrum.cz email.cz azet.sk freemail.hu citromail.hu abv.bg
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com
  naver.com daum.net hanmail.net rediffmail.com sify.com indiatimes.com walla.co.il`.split(/\s+/),
);

/** Sites that show other people's pages: under a path or a subdomain, the domain is not the page owner's. */
const SHARED_HOSTS = new Set(
  `linkedin.com facebook.com fb.com instagram.com twitter.com x.com youtube.com youtu.be tiktok.com
  threads.net pinterest.com snapchat.com reddit.com medium.com substack.com github.com github.io gitlab.com
  gitlab.io behance.net dribbble.com vimeo.com xing.com viadeo.com crunchbase.com angel.co wellfound.com
  google.com goo.gl yelp.com tripadvisor.com glassdoor.com indeed.com wikipedia.org wa.me whatsapp.com
  telegram.org t.me etsy.com amazon.com ebay.com calendly.com notion.site notion.so
  wordpress.com blogspot.com blogger.com tumblr.com wix.com wixsite.com weebly.com squarespace.com
  webflow.io myshopify.com jimdo.com jimdofree.com jimdosite.com business.site godaddysites.com
  strikingly.com carrd.co netlify.app vercel.app herokuapp.com web.app firebaseapp.com pages.dev
  hs-sites.com hubspotpagebuilder.com mailchi.mp eventbrite.com meetup.com typeform.com airtable.com`.split(
    /\s+/,
  ),
);

/** Sites whose every address is a way to somebody else. */
const LINK_PAGES = new Set(
  'linktr.ee bit.ly lnkd.in g.page tinyurl.com ow.ly bio.link beacons.ai about.me t.co'.split(' '),
);
