// Owns how Cleanlist words its errors. Decides nothing.
import type { ErrorShapes } from '../fault';
import { json } from '../http';

/** https://docs.cleanlist.ai/api-reference/errors , and with a code https://docs.cleanlist.ai/mcp-api/errors */
export const ERROR_SHAPES: ErrorShapes = {
  body: (_status, words, code) =>
    code === undefined
      ? { detail: words }
      : { error: { code, problem: words, fix: 'See the documentation.' } },
  badContact: (index) => {
    const problem = {
      type: 'value_error',
      loc: ['body', 'contacts', index],
      msg: 'This contact cannot be enriched',
      input: {},
    };
    return json(422, { detail: [problem] });
  },
};
