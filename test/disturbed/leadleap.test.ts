import { disturb } from './disturb';
import { LEADLEAP } from './lines';

disturb(LEADLEAP);
