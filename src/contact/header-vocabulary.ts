// Owns the words people head their columns with, in seven languages. Knows no cell and decides nothing.
import type { ContactField } from './contact';
import { WordList } from './word-list';

/**
 * What a header may say for each field: folded, without spaces; the better one first. English, German,
 * French, Spanish, Portuguese, Italian, Dutch.
 */
export const ALIASES: Readonly<Record<ContactField, WordList>> = {
  linkedin_url: new WordList(`
    linkedinurl defaultprofileurl linkedinprofileurl linkedinprofile linkedinurlpublic linkedinpublicurl publicprofileurl
    linkedinpublicprofileurl linkedin linkedinlink linkedinaddress linkedinpage profileurl
    linkedinprofilelink linkedinmemberprofile linkedinmemberprofileurl linkedinbio liprofile liurl liprofileurl
    hslinkedinurl profilelink
    linkedinprofil linkedinadresse profillinkedin urllinkedin lienlinkedin adresselinkedin urlduprofillinkedin
    perfillinkedin perfildelinkedin enlacelinkedin linkdolinkedin profilolinkedin indirizzolinkedin
    linkedinprofiel linkedinadres`),
  first_name: new WordList(`
    firstname givenname forename firstnames givennames fname first given christianname
    vorname vornamen rufname prenom prenoms nombres primernombre nombredepila nombrepila
    primeironome nomeproprio voornaam voornamen roepnaam`),
  last_name: new WordList(`
    lastname surname familyname lname last family surnames
    nachname familienname zuname nomdefamille nomfamille nomdusage nomusuel apellidos apellido primerapellido
    apellidopaterno paterno
    sobrenome apelido apelidos ultimonome cognome achternaam familienaam`),
  full_name: new WordList(`
    fullname completename displayname firstandlastname firstlastname firstnamelastname namefirstlast
    vollstandigername vollername vorundnachname vorundzuname vornachname vornamenachname vornameundnachname
    namevorname nachnamevorname ansprechpartner ansprechpartnerin ansprechperson kontaktperson
    nomcomplet nometprenom nomprenom prenomnom prenometnom prenometnomdefamille interlocuteur
    nombrecompleto nombreyapellido nombreyapellidos nombreapellidos personadecontacto
    nomecompleto nomeesobrenome nomeeapelido nomesobrenome nomeecognome nomecognome cognomenome
    cognomeenome nominativo referente volledigenaam contactpersoon voorenachternaam`),
  company_name: new WordList(`
    companyname company currentcompany organizationname organisationname organization organisation accountname
    employer employername currentemployer companyaccount businessname firmname firm account associatedcompany
    companyorganization organizationcompany workplace
    firmenname unternehmensname unternehmen firma firmenbezeichnung arbeitgeber gesellschaft betrieb institution
    auftraggeber
    entreprise nomdelentreprise nomentreprise societe nomdelasociete nomsociete raisonsociale employeur organisme
    etablissement denominationsociale structure nomcommercial enseigne
    empresa nombredelaempresa nombreempresa compania nombredelacompania razonsocial organizacion empleador
    nombrecomercial denominacionsocial institucion
    nomedaempresa nomeempresa companhia razaosocial organizacao empregador nomefantasia
    nomecomercial instituicao entidade
    azienda nomeazienda nomedellazienda societa nomesocieta ragionesociale datoredilavoro impresa ditta
    denominazione denominazionesociale ente organizzazione
    bedrijfsnaam bedrijf naambedrijf organisatie organisatienaam werkgever onderneming
    instelling handelsnaam`),
  company_domain: new WordList(`
    companydomain companydomainname domain domainname organizationdomain accountdomain primarydomain websitedomain
    companywebsite companywebsiteurl corporatewebsite organizationwebsite accountwebsite companyurl website
    websiteurl webaddress weburl companyhomepage homepage webpage companysite websites
    firmendomain domane firmenwebsite firmenwebseite unternehmenswebsite unternehmenswebseite webseite
    internetseite internetadresse internet internetauftritt
    domaine nomdedomaine sitewebdelentreprise sitewebentreprise siteweb siteinternet siteentreprise
    dominio dominiodelaempresa sitiowebdelaempresa sitioweb paginaweb webdelaempresa web
    dominiodaempresa sitedaempresa siteempresa site dominioaziendale sitowebaziendale sitoaziendale sitoweb sito
    sitointernet    domein domeinnaam bedrijfsdomein bedrijfswebsite webpagina webadres internetadres`),
  email: new WordList(`
    email emailaddress emailid emails mail mailid mailaddress emailaddresses
    emailadresse mailadresse adresseemail adressemail adressedemail courriel adresseelectronique
    adressedemessagerie messagerie correoelectronico correo direcciondecorreo direcciondecorreoelectronico
    direcciondeemail direccionemail enderecodeemail enderecoemail correioeletronico correioelectronico
    indirizzoemail indirizzomail indirizzodiemail postaelettronica indirizzodipostaelettronica
    emailadres mailadres emailaziendale firmenemail correoe`),
  phone: new WordList(`
    phone phonenumber telephone telephonenumber tel telno phoneno contactnumber contactno directdial directline landline
    mobileno cellphone cellnumber cellular phones
    telefon telefonnummer telefonnr telnr rufnummer handy handynummer durchwahl fon festnetz festnetznummer
    mobilfunk mobilfunknummer mobilnummer mobiltelefonnummer mobilnr handynr
    numerodetelephone numerotelephone ndetelephone notelephone lignedirecte fixe portable numerodeportable
    telefono fijo fixo telefonico tlf tlfno tfno telf numerodetelefono numerotelefono movil celular numerodecelular numerodemovil
    telefone numerodetelefone telemovel numerodetelemovel
    numeroditelefono cellulare numerodicellulare telefoonnummer telefoon mobiel mobielnummer gsm gsmnummer
    recapitotelefonico telefoonnr mobieletelefoon mobielnr 06nummer`),
  lead_id: new WordList(`leadleapid leadleapleadid leadid`),
};

/** Words for a name of which only the neighbours and the cells tell whether it is whole, first or last. */
export const NAME_WORDS = new WordList(`name nom nombre nome naam`);

/** Whose name, number or address it is. Alone they say nothing: the cells must show that these are people. */
export const PERSON_WORDS = new WordList(`
    contact contacts person persons people lead leads prospect prospects attendee candidate participant
    kontakt kontakts kontakte ansprechpartner ansprechpartners ansprechpartnerin ansprechperson kontaktperson
    teilnehmer teilnehmers interlocuteur candidat contacto contactos contato contatto contatti persona pessoa
    participante referente partecipante persoon contactpersoon deelnemer`);
/** A person or a company: the cells and the other columns tell. */
export const CUSTOMER_WORDS = new WordList(`
    customer customers client clients kunde kunden kundin cliente clientes clienti klant klanten relatie`);
export const WEAK_LINKEDIN_WORDS = new WordList(
  `url link profile profil perfil profilo profiel socialprofile sociallink`,
);

/** Words that change nothing: they join others, or say how a column is to be filled in. */
export const CONTEXT_WORDS = new WordList(`
    the your their his her of s value values der des vom von du de d la le les l del della dell dello di da do dos
    al van het required optional pflichtfeld pflicht obligatoire obligatorio facultatif opcional verplicht`);
export const WORK_WORDS = new WordList(`
    work business professional corporate office job dienstlich dienstliche dienst dienstl geschaftlich
    geschaftliche geschafts geschaftl gesch beruflich berufliche berufl arbeit buro
    professionnel professionnelle pro prof bureau travail oficina trabajo laboral profesional corporativo corporativa
    empresarial profissional trabalho escritorio comercial lavoro ufficio aziendale professionale werk zakelijk zakelijke`);
export const PERSONAL_WORDS = new WordList(`
    personal private home privat privater priv personnel personnelle perso domicile particular casa pessoal
    personale privato abitazione prive thuis personali`);
export const PRIMARY_WORDS = new WordList(`
    primary main default preferred best haupt bevorzugt principal principale preferido
    preferita hoofd voorkeur`);
export const SECONDARY_WORDS = new WordList(`
    secondary tertiary other alternate alternative alt additional second third weitere andere sonstige zweite
    secondaire autre deuxieme zweites zweiter secundario secundaria segundo segunda otro otra adicional outro outra altro altra secondo seconda secondario secondaria overig tweede`);
export const MOBILE_WORDS = new WordList(`
    mobile cell cellular whatsapp handy mobil handynummer mobiltelefon mobilfunk mobilfunknummer mobilnummer portable movil celular telemovel cellulare mobiel mobiele
    gsm gsmnummer mobielnummer cellphone cellnumber mobileno`);
/** A phone number's only beside one of the words above or below. */
export const NUMBER_WORDS = new WordList(`number no nr nummer numero num n`);
export const DIRECT_WORDS = new WordList(
  `direct dial ddi did directdial directline durchwahl directe directo direta diretto`,
);

/** A line that texts cannot reach, but a person's all the same. */
export const LANDLINE_WORDS = new WordList(
  `landline festnetz fixe fijo fixo fisso fissa vast vaste`,
);
/** An e-mail's only beside a word for one. */
export const ADDRESS_WORDS = new WordList(
  `address adresse adr adress direccion endereco indirizzo adres electronico electronica electronique`,
);

/** Beside an e-mail or a phone: what was found out about it, unless the cells hold addresses or numbers. */
export const STATUS_WORDS = new WordList(`
    verified verify valid validity validated checked confirmed deliverable status result tested safe ok
    verifiziert gultig validiert gepruft bestatigt zustellbar gultigkeit
    verifie verifiee valide validee validite confirme statut
    verificado verificada valido valida validado validada validez confirmado confirmada estado
    verificato verificata validato validita confermato confermata stato
    geverifieerd geldig gevalideerd gecontroleerd bevestigd`);

/** Words for an organisation as such. */
export const ORGANISATION_WORDS = new WordList(`
    company companies organization organisation account firm employer unternehmen unternehmens firma firmen
    gesellschaft betrieb betriebs entreprise societe etablissement structure empresa organizacion organizacao
    compania azienda societa ditta organizzazione bedrijf bedrijfs organisatie`);
/** Of these, and of where it sits: its own page, switchboard or mailbox rather than a person's. */
export const COMPANY_WORDS = new WordList(
  `
    corporate hq headquarters headquarter school zentrale standard siege sede kantoor switchboard centralino
    centralita receptie`,
  ORGANISATION_WORDS,
);
/** Beside an organisation: its name, its site. */
export const LABEL_WORDS = new WordList(
  `bezeichnung denomination denominacion denominacao denominazione benaming`,
  NAME_WORDS,
);
export const SITE_WORDS = new WordList(`url urls link web lien enlace website site`);
/** Beside `LinkedIn`: still the address of a profile. */
export const PROFILE_WORDS = new WordList(`
    linkedin url urls link profile profil profilseite page address public lien adresse perfil enlace pagina
    direccion endereco profilo indirizzo profiel adres seite site`);

export const JOINING_WORDS = new WordList(`and und et y e en`);

/** What compounds begin with and end in: `Geschäftstelefon`, `Kundenname`, `Contactnaam`. */
export const COMPOUND_STARTS = new WordList(
  `geschafts dienst privat firmen unternehmens kontakt kunden mobil mobiel haupt betriebs bedrijfs contact klant prive werk`,
);
export const COMPOUND_ENDS =
  new WordList(`emailadresse emailadres emails email mailadresse mail telefonnummer telefon telefoonnummer telefoon handy
  rufnummer nummer nr name naam website webseite url bezeichnung vorname nachname adresse nummern`);

/** Words of columns that are none of ours: other people, facts about a field, other data. */
export const OTHER_WORDS = new WordList(`
    owner owners creator created modified updated manager managers assistant assistants supervisor reports spouse
    partner children referred referrer referral sender rep representative by user username login filename file
    hostname nickname opt optout optin unsubscribed subscribed subscription bounced bounce bounces invalid undeliverable replied
    open opens opened sent status state type label labels source sources confidence score verification validation quality
    deliverability catch provider fax middle connections connection connected followers follower following count
    number nummer numero employees employee size address street city zip postal postcode country region county location id ids
    vmid photo picture image logo avatar title titles position job role headline seniority department departments
    maiden suffix prefix salutation phonetic yomi birthday anniversary gender language revenue funding industry
    industries technologies keywords tags tag notes note comments comment description summary bio degree premium
    masked hidden maskiert verborgen masque masquee enmascarado enmascarada oculto oculta mascarado mascarada
    mascherato mascherata nascosto gemaskeerd afgeschermd
    date time timestamp activity stage lifecycle lists list sequence campaign facebook twitter
    instagram skype timezone year founded domain provider pronunciation currency amount value priority
    besitzer inhaber zustandig zustandiger verantwortlicher betreuer erstellt geandert assistent assistenz datum
    typ anrede initialen voorletters tussenvoegsel titel stadt ort plz land strasse notiz notizen bemerkung bemerkungen branche funktion abteilung quelle
    proprietaire responsable assistante statut date ville pays rue fonction poste secteur remarques civilite
    materno materna propietario asistente estado fecha ciudad pais calle cargo puesto sector notas tratamiento
    responsavel assistente data cidade endereco rua funcao setor observacoes
    proprietario responsabile stato citta paese via ruolo settore note titolo
    eigenaar beheerder aangemaakt plaats straat functie sector notities aanhef`);
