// Owns the operations as a person chooses and reads of them: their names, their words, and which are offered. Knows no view.
import { type Operation, OPERATIONS } from '../src/contact/operation';
import { UNITS } from '../src/contact/operation-words';
import type { Choice } from '../src/rpc/contract';
import { inUse, listed, vendorsText, type Accounts } from './vendors';
import { counted } from './words';

interface OperationWords {
  /** As it is chosen. */
  readonly name: string;
  /** What is done with its contacts, before their number. */
  readonly verb: string;
  /** A run of it that is under way. */
  readonly going: string;
  /** What becomes of nothing. */
  readonly notFound: string;
  /** By which columns it knows its contacts. */
  readonly needs: string;
  /** What costs nothing; `''` where that is each vendor's own matter. */
  readonly free: string;
}

export const OPERATION_WORDS: Readonly<Record<Operation, OperationWords>> = {
  find: {
    name: 'Find e-mails and phones',
    verb: 'Send',
    going: 'Enriching contacts',
    notFound: 'Not found',
    needs:
      'A contact needs a LinkedIn profile, or a name with a company or its website. Some vendors know it by its e-mail alone.',
    free: 'A contact that is not found costs nothing.',
  },
  validate: {
    name: 'Validate e-mails',
    verb: 'Check',
    going: 'Checking e-mails',
    notFound: 'Not checked',
    needs: 'The e-mails to be checked stand in one column.',
    free: '',
  },
  lookup: {
    name: 'Look up people by e-mail',
    verb: 'Look up',
    going: 'Looking up people',
    notFound: 'Not found',
    needs: 'People are looked up by their e-mails.',
    free: 'A person who is not found costs nothing.',
  },
  leads: {
    name: 'Get LeadLeap leads',
    verb: 'Get',
    going: 'Getting leads',
    notFound: 'Not found',
    needs: 'A lead is known by its LeadLeap id. E-mail and phone are where results go.',
    free: '',
  },
};

export function operationOf({ operation = 'find' }: Pick<Choice, 'operation'>): Operation {
  return operation;
}

/** `312 contacts`, `1 e-mail`, `40 people`. */
export function countedIn(operation: Operation, value: number): string {
  const { one, many } = UNITS[operation];
  return counted(value, one, many);
}

/** `Send 312 contacts`, `Check 1 e-mail`. */
export function verbOf(operation: Operation, value: number): string {
  return `${OPERATION_WORDS[operation].verb} ${countedIn(operation, value)}`;
}

/** `It can also validate e-mails.`; `''` where nobody sells anything but what is found. */
export function alsoSentence(accounts: Accounts): string {
  const others = offeredOperations(accounts, 'find').filter((operation) => operation !== 'find');
  const names = others.map((operation) => OPERATION_WORDS[operation].name);
  const verbs = names.map((name) => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`);
  return verbs.length === 0 ? '' : `It can also ${listed(verbs)}.`;
}

/** What costs nothing and what can cost all the same, of what these vendors do; `''` where prices say it all. */
export function freeSentence(accounts: Accounts): string {
  const asked = inUse(accounts);
  const finders = asked.filter(({ sells }) => [...sells.find, ...sells.lookup].length > 0);
  const checkers = asked.filter(({ sells }) => sells.validate.length > 0);
  return [
    finders.length === 0 ? '' : `Who is not found at ${vendorsText(finders)} costs nothing.`,
    checkers.length === 0 ? '' : 'A checked e-mail can cost its credit whether valid or not.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Those in which somebody sells something; one that is chosen stays to be seen, whoever sells it. */
export function offeredOperations(accounts: Accounts, chosen: Operation): readonly Operation[] {
  const asked = inUse(accounts);
  return OPERATIONS.filter(
    (operation) => operation === chosen || asked.some(({ sells }) => sells[operation].length > 0),
  );
}
