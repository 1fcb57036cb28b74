import { disturb } from './disturb';
import { CLEANLIST } from './lines';

disturb(CLEANLIST);
