// Owns what a displayed cell says before anybody reads a name in it: nothing, an error, or a value.

/** Whether the cell shows a formula's error, or that its formula is still being computed. */
export function isCellError(text: string): boolean {
  if (text.startsWith('#')) return SHEET_ERROR.test(text);
  return (text.endsWith('.') || text.endsWith('…')) && LOADING.test(text);
}

/** Whether the text stands for an empty cell: `-`, `n/a`, `none`, `unknown` and the like. */
export function isPlaceholder(text: string): boolean {
  if (text.length > MAX_PLACEHOLDER_CHARACTERS) return false;
  return BLANK_WORDS.has(text.toLowerCase()) || text === 'NA' || !/[\p{L}\p{N}]/u.test(text);
}

const MAX_PLACEHOLDER_CHARACTERS = 24;

/** The error values of Google Sheets (ERROR.TYPE, https://support.google.com/docs/answer/3238305) and Excel. */
const SHEET_ERROR =
  /^#(?:N\/A|REF!|ERROR!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|BLOCKED!|CONNECT!|FIELD!|BUSY!|GETTING_DATA|UNKNOWN!|NV|BEZUG!|WERT!|FEHLER!|ZAHL!|ERREUR!|VALEUR!|NOM\?|NOMBRE!|NOMBRE\?|NOMBRE|¡.*!|¿.*\?|NOME\?|VALOR!|RIF!|VALORE!|NUMERO!|GETAL!|WAARDE!|VERW!|NAAM\?|N\/B|N\/D|NUM)$/i;

/** What Sheets shows while IMPORTRANGE, GOOGLEFINANCE or a custom function runs, by the sheet's language. */
const LOADING =
  /^(?:loading|wird geladen|laden|chargement|chargement en cours|cargando|carregando|a carregar|caricamento|caricamento in corso|bezig met laden|wordt geladen|ładowanie|wczytywanie|загрузка|yükleniyor|läser in|indlæser|読み込み中|載入中|正在加载|加载中|로드 중)\s*(?:\.{1,3}|…)$/i;

const BLANK_WORDS = new Set(
  `n/a|n.a.|n.a|n\\a|none|(none)|null|(null)|nil|nan|undefined|unknown|(unknown)|not available|
not applicable|not found|no data|blank|(blank)|empty|(empty)|tbd|t.b.d.|tbc|k.a.|k. a.|keine angabe|
unbekannt|nicht bekannt|inconnu|inconnue|non renseigné|aucun|aucune|desconocido|desconocida|ninguno|
desconhecido|desconhecida|nenhum|não informado|sconosciuto|sconosciuta|nessuno|onbekend|geen`
    .replace(/\n/g, '')
    .split('|'),
);
