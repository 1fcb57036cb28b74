// Every state of this part of the sidebar.
import { testScenes } from './clean-scenes';
import { SCENES } from './scenes/enrich-list';

testScenes(SCENES);
