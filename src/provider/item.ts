// Owns a result of which nothing is said yet: what readers of answers begin with.
import type { Item } from './provider';
import { NO_DETAILS } from './read-details';

export const BLANK_ITEM: Item = {
  taskId: '',
  echo: null,
  identity: null,
  email: '',
  emailStatus: '',
  phones: [],
  validity: '',
  profile: null,
  details: NO_DETAILS,
  error: '',
};
