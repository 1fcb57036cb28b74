// Owns every platform limit that the runtime enforces: number, unit, Google's words, source. Must not enforce anything.

export interface Limit {
  readonly value: number;
  readonly unit: string;
  /** Google's English text; `{0}`, `{1}` … are filled in. Translated in messages.ts. */
  readonly text: string;
  /** Where the number or the text was read. */
  readonly source: string;
  /** What of this line is not confirmed by the source. */
  readonly unsure?: string;
}

const QUOTAS = 'https://developers.google.com/apps-script/guides/services/quotas';
const TRIGGERS = 'https://developers.google.com/workspace/add-ons/concepts/editor-triggers';
const RANGE = 'https://developers.google.com/apps-script/reference/spreadsheet/range';

export const LIMITS = {
  executionMs: {
    value: 6 * 60_000,
    unit: 'ms an execution',
    text: 'Exceeded maximum execution time',
    source: QUOTAS,
  },
  simpleTriggerMs: {
    value: 30_000,
    unit: 'ms a simple trigger (onOpen, onInstall)',
    text: 'Exceeded maximum execution time',
    source: 'https://developers.google.com/apps-script/guides/triggers#restrictions',
  },
  simultaneousExecutions: {
    value: 30,
    unit: 'executions at once for a user',
    text: 'There are too many scripts running simultaneously for this Google user account.',
    source: QUOTAS,
  },
  propertyValueBytes: {
    value: 9_000,
    unit: 'bytes (UTF-8) of key and value together',
    text: 'Argument too large: value',
    source: QUOTAS,
    unsure:
      'whether the key counts, and whether 9 KB is 9,000 or 9,216 bytes: the smaller is enforced',
  },
  propertyStoreBytes: {
    value: 500_000,
    unit: 'bytes (UTF-8) of all keys and values of a store',
    text: 'You have exceeded the property storage quota. Please remove some properties and try again.',
    source: QUOTAS,
    unsure:
      'whether keys count, and whether 500 KB is 500,000 or 512,000 bytes: the smaller is enforced',
  },
  propertyCallsADay: {
    value: 50_000,
    unit: 'reads and writes a day for a consumer account; setProperties counts each key',
    text: 'Service invoked too many times for one day: properties.',
    source: QUOTAS,
  },
  urlFetchCallsADay: {
    value: 20_000,
    unit: 'requests a day for a consumer account; fetchAll counts each element',
    text: 'Service invoked too many times for one day: urlfetch.',
    source: QUOTAS,
  },
  triggerMsADay: {
    value: 90 * 60_000,
    unit: 'ms of triggers a day for a consumer account, over all documents',
    text: 'Service using too much computer time for one day',
    source: QUOTAS,
  },
  triggersOfAUser: {
    value: 20,
    unit: 'triggers of a user in a script',
    text: 'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
    source: QUOTAS,
  },
  clockTriggersOfADocument: {
    value: 1,
    unit: 'clock triggers of a user in a document',
    text: 'This add-on has created too many time-based triggers in this document for this Google user account.',
    source: TRIGGERS,
  },
  triggerIntervalHours: {
    value: 1,
    unit: 'hours between two firings, at least',
    text: 'The recurrence interval for an Add-on trigger must be at least one hour.',
    source: TRIGGERS,
  },
  urlCharacters: {
    value: 2_082,
    unit: 'characters of a URL',
    text: 'Limit Exceeded: URLFetch URL Length.',
    source: QUOTAS,
  },
  postBytes: {
    value: 50 * 1024 * 1024,
    unit: 'bytes of a request body',
    text: 'Limit Exceeded: URLFetch POST Size.',
    source: QUOTAS,
  },
  responseBytes: {
    value: 50 * 1024 * 1024,
    unit: 'bytes of a response',
    text: 'Limit Exceeded: URLFetch Response Size.',
    source: QUOTAS,
    unsure: 'Google may cut the response instead; throwing is the stricter of the two',
  },
  headersOfACall: {
    value: 100,
    unit: 'headers of a request',
    text: 'Limit Exceeded: URLFetch Header Count.',
    source: QUOTAS,
    unsure: 'the words',
  },
  headerBytes: {
    value: 8 * 1024,
    unit: 'bytes of one header, name and value',
    text: 'Limit Exceeded: URLFetch Header Size.',
    source: QUOTAS,
    unsure: 'the words, and whether the number is meant for one header or all',
  },
  fetchTimeoutSeconds: {
    value: 360,
    unit: 'seconds that a fetch may take unless it asks for less',
    text: 'Timeout: {0}',
    source: 'https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app',
  },
  sleepMs: {
    value: 300_000,
    unit: 'ms of one Utilities.sleep',
    text: 'Argument too large: milliseconds',
    source:
      'https://developers.google.com/apps-script/reference/utilities/utilities#sleepmilliseconds',
    unsure: 'the words',
  },
  cellsOfAWorkbook: {
    value: 10_000_000,
    unit: 'cells of all grids, filled or not',
    text: 'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    source: 'https://support.google.com/drive/answer/37603',
  },
  columnsOfASheet: {
    value: 18_278,
    unit: 'columns of a sheet',
    text: 'This action would increase the number of columns above the limit of 18278 columns.',
    source: 'https://support.google.com/drive/answer/37603',
    unsure: 'the words',
  },
  charactersOfACell: {
    value: 50_000,
    unit: 'characters of a cell',
    text: 'Your input contains more than the maximum of 50000 characters in a single cell.',
    source: 'https://support.google.com/drive/answer/37603',
  },
  rowsOfARange: {
    value: 1,
    unit: 'rows of a range, at least',
    text: 'The number of rows in the range must be at least 1.',
    source: RANGE,
  },
  columnsOfARange: {
    value: 1,
    unit: 'columns of a range, at least',
    text: 'The number of columns in the range must be at least 1.',
    source: RANGE,
  },
  concurrentScriptRuns: {
    value: 10,
    unit: 'google.script.run calls of a page at once; the others wait in the page',
    text: '',
    source: 'https://developers.google.com/apps-script/guides/html/communication',
  },
} as const satisfies Record<string, Limit>;
