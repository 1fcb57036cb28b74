// Owns the error texts that belong to no limit, and their translations. Must not decide when they are used.
import { LIMITS } from './limits';

export type Language = 'en' | 'de' | 'es' | 'ja';

/** Google's English texts; `{0}`, `{1}` … are filled in. */
export const TEXTS = {
  authorisation: 'Authorization is required to perform that action.',
  permission: 'You do not have permission to call {0}',
  permissionScopes: 'You do not have permission to call {0}. Required permissions: {1}',
  noUi: 'Cannot call SpreadsheetApp.getUi() from this context.',
  noFunction: 'Script function not found: {0}',
  signature: "The parameters ({0}) don't match the method signature for {1}.",
  nullArgument: 'Argument cannot be null: {0}',
  tooManyLocks: 'There are too many LockService operations against the same script.',
  lockTimeout: 'Lock timeout: another process was holding the lock for too long.',
  outside: 'The coordinates of the range are outside the dimensions of the sheet.',
  startRow: 'The starting row of the range is too small.',
  startColumn: 'The starting column of the range is too small.',
  noRange: 'Range not found',
  lastVisibleSheet: "You can't hide all the sheets in a document.",
  rowCount:
    'The number of rows in the data does not match the number of rows in the range. The data has {0} but the range has {1}.',
  columnCount:
    'The number of columns in the data does not match the number of columns in the range. The data has {0} but the range has {1}.',
  protected:
    'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
  validation:
    'The data you entered in cell {0} violates the data validation rules set on this cell.',
  spreadsheetTimeout: 'Service Spreadsheets timed out while accessing document with id {0}.',
  sheetGone: 'Sheet {0} not found',
  sheetNameTaken: 'A sheet with the name "{0}" already exists. Please enter another name.',
  lastSheet: "You can't remove all the sheets in a document.",
  triggerGone: 'Trigger not found',
  noHtmlFile: 'No HTML file named {0} was found.',
  requestFailed:
    'Request failed for {0} returned code {1}. Truncated server response: {2} (use muteHttpExceptions option to examine full response)',
  dns: 'DNS error: {0}',
  connection: 'Address unavailable: {0}',
  bandwidth: 'Bandwidth quota exceeded: {0}. Try reducing the rate of data transfer.',
  blockedByAdmin: 'UrlFetch calls to {0} are not permitted by your admin',
  notWhitelisted:
    'Request to {0} failed because the URL has not been whitelisted in the script manifest.',
  invalidArgument: 'Invalid argument: {0}',
  badAttribute: 'Attribute provided with invalid value: {0}',
} as const;

/**
 * Says a text in the user's language. Google translates its errors; the words here are ours where no report of the
 * original was found, because all that matters is that no code reads the English. A text without a translation comes as
 * Google's sentence for what it has no other words for, so that never any English is left to be read.
 */
export function say(language: Language, english: string, ...values: (string | number)[]): string {
  const text =
    language === 'en' ? english : (TRANSLATIONS[english]?.[language] ?? SERVER_ERROR[language]);
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

/** "We're sorry, a server error occurred. Please wait a bit and try again." */
const SERVER_ERROR: Readonly<Record<Exclude<Language, 'en'>, string>> = {
  de: 'Leider ist ein Serverfehler aufgetreten. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
  es: 'Se ha producido un error en el servidor. Espera un momento y vuelve a intentarlo.',
  ja: 'サーバー エラーが発生しました。しばらくしてからもう一度お試しください。',
};

const TRANSLATIONS: Record<string, Partial<Record<Language, string>>> = {
  [LIMITS.executionMs.text]: {
    de: 'Die maximale Ausführungszeit wurde überschritten',
    es: 'Se ha superado el tiempo máximo de ejecución',
    ja: '起動時間の最大値を超えました',
  },
  [TEXTS.authorisation]: {
    de: 'Zur Ausführung dieser Aktion ist eine Autorisierung erforderlich.',
    es: 'Se requiere autorización para realizar esta acción.',
    ja: 'その操作を実行するには承認が必要です。',
  },
  [TEXTS.permissionScopes]: {
    de: 'Sie haben keine Berechtigung, {0} aufzurufen. Erforderliche Berechtigungen: {1}',
    es: 'No tienes permiso para llamar a {0}. Permisos necesarios: {1}',
    ja: '{0} を呼び出す権限がありません。必要な権限: {1}',
  },
  [TEXTS.permission]: {
    de: 'Sie haben keine Berechtigung, {0} aufzurufen',
    es: 'No tienes permiso para llamar a {0}',
    ja: '{0} を呼び出す権限がありません',
  },
  [TEXTS.protected]: {
    de: 'Sie versuchen, eine geschützte Zelle oder ein geschütztes Objekt zu bearbeiten. Bitten Sie den Eigentümer der Tabelle, den Schutz aufzuheben.',
    es: 'Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el propietario de la hoja de cálculo para que retire la protección si necesitas editarlos.',
    ja: '保護されているセルやオブジェクトを編集しようとしています。編集する必要がある場合は、スプレッドシートのオーナーに連絡して保護を解除してもらってください。',
  },
  [TEXTS.validation]: {
    de: 'Die Daten, die Sie in Zelle {0} eingegeben haben, verstoßen gegen die für diese Zelle festgelegten Regeln zur Datenvalidierung.',
    es: 'Los datos que has introducido en la celda {0} infringen las reglas de validación de datos establecidas para esa celda.',
    ja: 'セル {0} に入力したデータは、このセルに設定されているデータ入力規則に違反しています。',
  },
  [TEXTS.spreadsheetTimeout]: {
    de: 'Zeitüberschreitung beim Dienst "Spreadsheets" beim Zugriff auf das Dokument mit der ID {0}.',
    es: 'Se ha agotado el tiempo de espera del servicio Spreadsheets al acceder al documento con el ID {0}.',
    ja: 'ID {0} のドキュメントにアクセス中にサービス「スプレッドシート」がタイムアウトしました。',
  },
  [TEXTS.dns]: { de: 'DNS-Fehler: {0}', es: 'Error de DNS: {0}', ja: 'DNS エラー: {0}' },
  [TEXTS.connection]: {
    de: 'Adresse nicht verfügbar: {0}',
    es: 'Dirección no disponible: {0}',
    ja: '使用できないアドレス: {0}',
  },
  [LIMITS.fetchTimeoutSeconds.text]: {
    de: 'Zeitüberschreitung: {0}',
    es: 'Tiempo de espera agotado: {0}',
    ja: 'タイムアウト: {0}',
  },
  [LIMITS.urlFetchCallsADay.text]: {
    de: 'Der Dienst wurde an einem Tag zu oft aufgerufen: urlfetch.',
    es: 'Se ha invocado el servicio demasiadas veces en un día: urlfetch.',
    ja: '1 日にサービス urlfetch を実行した回数が多すぎます。',
  },
  [LIMITS.propertyCallsADay.text]: {
    de: 'Der Dienst wurde an einem Tag zu oft aufgerufen: properties.',
    es: 'Se ha invocado el servicio demasiadas veces en un día: properties.',
    ja: '1 日にサービス properties を実行した回数が多すぎます。',
  },
  [LIMITS.propertyValueBytes.text]: {
    de: 'Argument zu groß: value',
    es: 'El argumento es demasiado grande: value',
    ja: '引数が大きすぎます: value',
  },
  [LIMITS.propertyStoreBytes.text]: {
    de: 'Sie haben das Speicherkontingent für Properties überschritten. Entfernen Sie einige Properties und versuchen Sie es noch einmal.',
    es: 'Has superado la cuota de almacenamiento de propiedades. Elimina algunas propiedades e inténtalo de nuevo.',
    ja: 'プロパティの保存容量の上限を超えました。一部のプロパティを削除して、もう一度お試しください。',
  },
  [TEXTS.tooManyLocks]: {
    de: 'Es gibt zu viele LockService-Vorgänge für dasselbe Skript.',
    es: 'Hay demasiadas operaciones de LockService en la misma secuencia de comandos.',
    ja: '同じスクリプトに対する LockService の操作が多すぎます。',
  },
  [TEXTS.outside]: {
    de: 'Die Koordinaten des Bereichs liegen außerhalb der Abmessungen des Tabellenblatts.',
    es: 'Las coordenadas del intervalo están fuera de las dimensiones de la hoja.',
    ja: '範囲の座標がシートの範囲外です。',
  },
};
