// Every state of this part of the sidebar.
import { testScenes } from './clean-scenes';
import { SCENES } from './scenes/find-leads';

testScenes(SCENES);
