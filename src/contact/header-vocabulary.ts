// Owns the words people head their columns with, in seven languages. Knows no cell and decides nothing.
import type { ContactField } from './contact';

/**
 * What a header may say for each field: folded, without spaces; the better one first. English, German,
 * French, Spanish, Portuguese, Italian, Dutch.
 */
export const ALIASES: Readonly<Record<ContactField, readonly string[]>> = {
  linkedin_url: list(`
    linkedinurl defaultprofileurl linkedinprofileurl linkedinprofile linkedinurlpublic linkedinpublicurl publicprofileurl
    linkedinpublicprofileurl linkedin linkedinlink linkedinaddress linkedinpage profileurl
    linkedinprofilelink linkedinmemberprofile linkedinmemberprofileurl linkedinbio liprofile liurl liprofileurl
    hslinkedinurl profilelink
    linkedinprofil linkedinadresse profillinkedin urllinkedin lienlinkedin adresselinkedin urlduprofillinkedin
    perfillinkedin perfildelinkedin enlacelinkedin linkdolinkedin profilolinkedin indirizzolinkedin
    linkedinprofiel linkedinadres`),
  first_name: list(`
    firstname givenname forename firstnames givennames fname first given christianname
    vorname vornamen rufname prenom prenoms nombres primernombre nombredepila nombrepila
    primeironome nomeproprio voornaam voornamen roepnaam`),
  last_name: list(`
    lastname surname familyname lname last family surnames
    nachname familienname zuname nomdefamille nomfamille apellidos apellido primerapellido
    sobrenome apelido apelidos ultimonome cognome achternaam familienaam`),
  full_name: list(`
    fullname completename contactfullname personname contactname leadname prospectname displayname
    firstandlastname firstlastname firstnamelastname namefirstlast attendeename candidatename
    vollstandigername vollername vorundnachname vornachname vornamenachname vornameundnachname namevorname
    nachnamevorname ansprechpartner ansprechpartnerin ansprechperson kontaktperson kontaktname
    nomcomplet nometprenom nomprenom prenomnom prenometnom prenometnomdefamille interlocuteur nomducontact
    nombrecompleto nombreyapellido nombreyapellidos nombreapellidos personadecontacto nombredelcontacto
    nomecompleto nomeesobrenome nomedocontato nomedocontacto nomeecognome nomecognome cognomenome
    cognomeenome nominativo nomecontatto volledigenaam naamcontactpersoon contactpersoon voorenachternaam`),
  company_name: list(`
    companyname company currentcompany organizationname organisationname organization organisation accountname
    employer employername currentemployer companyaccount businessname firmname firm account associatedcompany
    companyorganization organizationcompany workplace
    firmenname unternehmensname unternehmen firma firmenbezeichnung arbeitgeber
    entreprise nomdelentreprise nomentreprise societe nomdelasociete nomsociete raisonsociale employeur organisme
    empresa nombredelaempresa nombreempresa compania nombredelacompania razonsocial organizacion empleador
    nomedaempresa nomeempresa companhia razaosocial organizacao empregador
    azienda nomeazienda nomedellazienda societa nomesocieta ragionesociale datoredilavoro impresa ditta
    bedrijfsnaam bedrijf naambedrijf organisatie organisatienaam werkgever onderneming`),
  company_domain: list(`
    companydomain companydomainname domain domainname organizationdomain accountdomain primarydomain websitedomain
    companywebsite companywebsiteurl corporatewebsite organizationwebsite accountwebsite companyurl website
    websiteurl webaddress weburl companyhomepage homepage webpage companysite websites
    firmendomain domane firmenwebsite firmenwebseite unternehmenswebsite unternehmenswebseite webseite
    internetseite internetadresse
    domaine nomdedomaine sitewebdelentreprise sitewebentreprise siteweb siteinternet siteentreprise
    dominio dominiodelaempresa sitiowebdelaempresa sitioweb paginaweb webdelaempresa web
    dominiodaempresa sitedaempresa siteempresa site dominioaziendale sitowebaziendale sitoaziendale sitoweb sito
    domein bedrijfsdomein bedrijfswebsite webpagina webadres`),
  email: list(`
    email emailaddress emailid emails mail mailid mailaddress emailaddresses
    emailadresse mailadresse adresseemail adressemail adressedemail courriel adresseelectronique
    adressedemessagerie messagerie correoelectronico correo direcciondecorreo direcciondecorreoelectronico
    direcciondeemail direccionemail enderecodeemail enderecoemail correioeletronico correioelectronico
    indirizzoemail indirizzomail indirizzodiemail postaelettronica indirizzodipostaelettronica
    emailadres mailadres emailaziendale firmenemail`),
  phone: list(`
    phone phonenumber telephone telephonenumber tel telno phoneno contactnumber contactno directdial directline
    mobileno cellphone cellnumber cellular phones
    telefon telefonnummer telefonnr telnr rufnummer handy handynummer durchwahl 
    numerodetelephone numerotelephone ndetelephone notelephone lignedirecte portable numerodeportable
    telefono numerodetelefono numerotelefono movil celular numerodecelular numerodemovil
    telefone numerodetelefone telemovel numerodetelemovel
    numeroditelefono cellulare numerodicellulare telefoonnummer telefoon mobiel mobielnummer gsm gsmnummer`),
};

/** Words for a name of which only the neighbours and the cells tell whether it is whole, first or last. */
export const NAME_WORDS: ReadonlySet<string> = new Set(list(`name nom nombre nome naam`));

/** Headers that say nothing alone; the cells must show that these are people's names, or profiles. */
export const WEAK_NAME_WORDS: ReadonlySet<string> = new Set(
  list(
    `contact contacts person people lead prospect kontakt contacto contato contatto persona pessoa persoon`,
  ),
);
export const WEAK_LINKEDIN_WORDS: ReadonlySet<string> = new Set(
  list(`url link profile profil perfil profilo profiel socialprofile sociallink`),
);

/** Words that change nothing: whose column it is, and what joins words. Also those that grade a channel. */
export const CONTEXT_WORDS: ReadonlySet<string> = new Set(
  list(`
    contact contacts person persons people lead leads prospect prospects the your their his her of s value values
    kontakt kontakte der des kontakts kontaktes du de la le les l contacto contato contatto del della di da do
    van het persona pessoa persoon required optional pflichtfeld obligatoire`),
);
export const WORK_WORDS: ReadonlySet<string> = new Set(
  list(`
    work business professional corporate office job dienstlich dienstliche geschaftlich geschaftliche beruflich
    berufliche arbeit professionnel professionnelle pro bureau trabajo laboral profesional corporativo corporativa
    empresarial profissional trabalho comercial lavoro ufficio aziendale professionale werk zakelijk zakelijke`),
);
export const PERSONAL_WORDS: ReadonlySet<string> = new Set(
  list(`
    personal private home privat privater personnel personnelle perso domicile particular casa pessoal
    personale privato abitazione prive thuis personali`),
);
export const PRIMARY_WORDS: ReadonlySet<string> = new Set(
  list(`
    primary main default preferred best verified valid haupt bevorzugt principal principale preferido
    preferita hoofd voorkeur`),
);
export const SECONDARY_WORDS: ReadonlySet<string> = new Set(
  list(`
    secondary tertiary other alternate alternative alt additional second third weitere andere sonstige zweite
    secondaire autre secundario secundaria otro otra adicional outro outra altro altra secondario overig tweede`),
);
export const MOBILE_WORDS: ReadonlySet<string> = new Set(
  list(`
    mobile cell cellular handy mobil handynummer mobiltelefon portable movil celular telemovel cellulare mobiel
    gsm gsmnummer mobielnummer cellphone cellnumber mobileno`),
);
/** A phone number's only beside one of the words above or below. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(list(`number no nr nummer numero num`));
export const DIRECT_WORDS: ReadonlySet<string> = new Set(
  list(`direct dial ddi did directdial directline durchwahl directe directo direta diretto`),
);

/** A company's own page, switchboard or mailbox rather than a person's. */
export const COMPANY_WORDS: ReadonlySet<string> = new Set(
  list(`
    company companies organization organisation account corporate hq headquarters headquarter firm employer school
    unternehmen unternehmens firma firmen zentrale entreprise societe standard siege empresa sede azienda societa
    bedrijf bedrijfs kantoor switchboard`),
);

/** Words of columns that are none of ours: other people, facts about a field, other data. */
export const OTHER_WORDS: ReadonlySet<string> = new Set(
  list(`
    owner owners creator created modified updated manager managers assistant assistants supervisor reports spouse
    partner children referred referrer referral sender rep representative by user username login filename file
    hostname nickname opt optout optin unsubscribed subscribed subscription bounced bounce bounces replied
    open opens opened sent status state type label labels source sources confidence score verification quality
    deliverability catch provider fax middle connections connection connected followers follower following count
    number employees employee size address street city zip postal postcode country region county location id ids
    vmid photo picture image logo avatar title titles position job role headline seniority department departments
    maiden suffix prefix salutation phonetic yomi birthday anniversary gender language revenue funding industry
    industries technologies keywords tags tag notes note comments comment description summary bio degree premium
    date time timestamp activity stage lifecycle lists list sequence campaign facebook twitter
    instagram skype timezone year founded domain provider pronunciation currency amount value priority
    besitzer inhaber zustandig zustandiger verantwortlicher betreuer erstellt geandert assistent assistenz datum
    typ anrede titel stadt ort plz land strasse notiz notizen bemerkung bemerkungen branche funktion abteilung quelle
    proprietaire responsable assistante statut date ville pays rue fonction poste secteur remarques civilite
    propietario asistente estado fecha ciudad pais calle cargo puesto sector notas tratamiento
    responsavel assistente data cidade endereco rua funcao setor observacoes
    proprietario responsabile stato citta paese via ruolo settore note titolo
    eigenaar beheerder aangemaakt plaats straat functie sector notities aanhef`),
);

function list(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== '');
}
