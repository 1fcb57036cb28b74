// Owns what the body of `POST /lead-lists/{id}/csv-import` may hold. Imports nothing.
import type { HttpAnswer, VendorRequest } from '../http';
import { problem, unprocessable, type Fields } from './body';
import { COLUMNS, type ColumnMapping } from './csv-rows';
import { RUN_TYPES, type RunType } from './enrichment-run';
import { coded } from './error-object';
import { readBody, textOf, type Rules } from './fields-reader';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `CsvImportRequest` */
const RULES: Rules = {
  csv_content_base64: { kind: 'text', max: 500_000, required: true },
  column_mapping: { kind: 'object', required: true },
  dispatch_enrichment: { kind: 'flag' },
  enrichment_type: { kind: 'word', words: RUN_TYPES },
  quote_id: { kind: 'text', max: 200 },
  idempotency_key: { kind: 'text', max: 128 },
};

/** "150 KB": of the CSV or of its base64, the documents do not say. The stricter reading. */
const MAX_CHARACTERS = 150_000;

export interface ImportRequest {
  readonly csv: string;
  readonly mapping: ColumnMapping;
  /** `null`: the rows are only stored. */
  readonly dispatch: RunType | null;
  /** `''` without a quote. */
  readonly quoteId: string;
  /** `''`: the import is not to be known again. */
  readonly idempotencyKey: string;
}

export type ReadImport =
  | { readonly kind: 'ok'; readonly request: ImportRequest }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

export function readImport(request: VendorRequest): ReadImport {
  const read = readBody(request, RULES);
  if (read.kind === 'refused') return read;
  const { fields } = read;
  const mapping = fields['column_mapping'] as Fields;
  const bad = mappingProblem(mapping);
  if (bad !== null) return refused(unprocessable([bad]));
  // The vendor's default spends credits.
  const dispatches = fields['dispatch_enrichment'] !== false;
  const type = fields['enrichment_type'] as RunType | undefined;
  if (dispatches && type === undefined) {
    const words = 'enrichment_type is required when dispatch_enrichment is true';
    return refused(unprocessable([problem('value_error', [], words, null)]));
  }
  const encoded = textOf(fields, 'csv_content_base64');
  const bytes = bytesOf(encoded);
  if (bytes === null) return refused(coded(400, 'validation_error', 'The CSV is not base64.'));
  if (encoded.length > MAX_CHARACTERS) {
    return refused(
      coded(413, 'payload_too_large', 'The CSV is larger than 150 KB.', { fix: 'Split the file.' }),
    );
  }
  const csv = textIn(bytes);
  if (csv === null) return refused(coded(400, 'validation_error', 'The CSV is not UTF-8.'));
  return {
    kind: 'ok',
    request: {
      csv,
      mapping,
      dispatch: dispatches ? (type ?? null) : null,
      quoteId: textOf(fields, 'quote_id'),
      idempotencyKey: textOf(fields, 'idempotency_key'),
    },
  };
}

function mappingProblem(mapping: Fields): ReturnType<typeof problem> | null {
  const loc = ['column_mapping'];
  const entries = Object.entries(mapping);
  if (entries.length === 0) {
    return problem('too_short', loc, 'Dictionary should have at least 1 item', mapping);
  }
  const stray = entries.find(([name]) => !COLUMNS.some((column) => column === name));
  if (stray !== undefined) {
    return problem('literal_error', [...loc, stray[0]], 'Not a column of a lead', stray[0]);
  }
  const bad = entries.find(([, header]) => typeof header !== 'string');
  if (bad === undefined) return null;
  return problem('string_type', [...loc, bad[0]], 'Input should be a valid string', bad[1]);
}

function bytesOf(base64: string): Buffer | null {
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0;
  return isBase64 ? Buffer.from(base64, 'base64') : null;
}

function textIn(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(answer: HttpAnswer): ReadImport {
  return { kind: 'refused', answer };
}
