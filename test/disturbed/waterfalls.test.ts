import { disturb } from './disturb';
import { WATERFALLS } from './lines';

disturb(WATERFALLS);
