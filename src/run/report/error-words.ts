// Owns the words that errors are made of, as vendors, Google and this add-on write them. Knows no text that holds them.
import { WordList } from '../../contact/word-list';

/** In lower case. No first name is among them. */
export const ERROR_WORDS =
  new WordList(`ai app authenticate authenticated authorize authorized unauthenticated default docs website attempt attempts billing budget die exhausted priced settings take takes taken a about accept accepted access account active add added address adresse after again aktion all allow allowed already also an
and another answer any api application are aren't argument arguments array as ask asked at attribute auth authentication
authorization automatic available back background bad balance batch batches be bearer because been before being below
berechtigung bereich bereichs between bitte blank body boolean both bought bring bulk but buy by bytes call calls can can't
cannot cap cause celda celdas certain certificate change changed character characters check checking choose click
client close closed code codes column columns company complete confirm conflict connect connected connection contact
contacts contain contains content continue coordinates copied copy corrupt cost costs could couldn't create created credit
credits csv current currently daily data daten datenvalidierung dates datos day days decide delete deleted denied deprecated
detail developer dict did didn't dienst different dimensions dirección directly disabled dns do document documento does
doesn't dokument domain don't done down due duplicate duplicated each early edit editing eigentümer either email
email_status emails empty enabled end ended endpoint enough enrich enrichment enter entity environment error errors es
espera ever every everything exceed exceeded exceeds exception exist existing exists expected expire expired extensions
extra failed failure false fehler few field fields file filter find first for forbidden format formula formulas forward
found from full full_name function gateway get given gives go goes gone google group had half handler has have header
headers held hidden hoja host hour hourly hours how http i'm id ids if ihr ihre illegal in incomplete index input insert
installed instead insufficient int integer internal intervalo into invalid invoked ip is isn't issue issues it it's item items its
json just keep kept key keys keyword koordinaten language large las last later least left leider length less limit limited
limits linkedin list listed loading location locked log long longer look looked lookup los lost made maintenance malformed
many matched maximum means media menu message method minimum minute minutes missing moment month more most move multiple
must name named names native need needed needs nested network never next nil no none nor not nothing now null number numbers
numeric object objekt of off on once one only open operation option optional or organisation organization other others our ours out
outside over overload overloaded owner page pages paid parameter parse parsing part partial password paste path paused
payload pending per permiso permission permissions permitted person phone phones place plain plan please plus point positive
post precondition press previous private problem proceed process processing progress properties property protected
protection protocol provide provided proxy public purchase query queue queued quota quotas raise range rangeerror ranges
rate reached read reading real reason received recent record records redirect referenceerror refused regeln region reglas
rejected release reload remove removed repeated request requests required required_field reset resource resources response
rest result results resume retry retrying return returned revoked route row rows rule rules run runs safe same schema schutz
scope script scripts se search second seconds secret secure security see select selected send sending sends sent sequence
server serverfehler service servicio session settings several sharing sheet sheets shortly should shouldn't show shown sie
signature since single site size skip slow so some something soon sorry source space specified spend spent spreadsheet
spreadsheetapp spreadsheets stale standard start started state status step still stop stopped stopping storage store str
strict string structure submit submitted subscribed subscription success successful successfully such supported sure
suspended sync syntax syntaxerror system tabelle tabellenblatts table tables target task tasks teapot temporarily temporary
tenant test text texts than thanks that the their them then there these they this those throttled throttling through tiempo
tier time timed timeout times title tls to today token tokens tomorrow too top topped total transfer trial tried trigger
triggers true try trying two type typeerror types unauthorized unavailable undefined undo unexpected unique unit units
unknown unlimited unlock unprocessable unreachable unreadable unrecognized unspecified unsupported until up update updated
upgrade upstream url urlfetch us usage use used user users utf valid validación validate validation value values variable
vendor version view violates volume wait waiting wallet warning was wasn't we we're web webhook were wert what when where
which while why with within without won't word words work workflow working workspace world would write writes writing
written wrong yes yesterday yet you you're your zeitüberschreitung zelle zellen zero zugriff
automatically charge charged charges finish finished refund refunded refunds reserved review reviewed support team under`);

/** Of those, surnames that people have: with a capital, within a sentence, they may be somebody. */
export const ALSO_NAMES =
  new WordList(`an any bad best bill blank body bring browser cap case cause change close coin content cost day days do done down early end
every field fields file first found full given go good grant half head header hour hours in key keys large last law least left
less level light limit list little log long look lost low made many may more most must name no none on only open out over page
pages park part pass path pause place plan please point post press price real reason rest return rule same save second see
seconds send short should show single site size small so some son source space speed spend start state step still stop store
string string such table task text than thing time to token top total true two unit us user view wait way web while will with
word words work world write wrong year yes you young`);

/** Names of products and of formats: nobody is called so in an error. */
export const PRODUCT_NAMES = new WordList(
  'api csv dns google hubspot http https id json linkedin sheets tls url utf',
);

/** Sentences that come with capitals within them. */
export const TITLES =
  /\b(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Request Timeout|Conflict|Payload Too Large|Unprocessable (?:Entity|Content)|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout|Validation Error|Insufficient Credits?)\b/g;
