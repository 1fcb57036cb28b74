import { disturb } from './disturb';
import { ENRICH } from './lines';

disturb(ENRICH);
