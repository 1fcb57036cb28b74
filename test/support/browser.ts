// Owns how the tests get a Chromium: the one named, an installed one, or the one inside an npm package. Knows no page.
import { chromium, type Browser } from 'playwright-core';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Works as root in a container, and asks nobody on the net. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const HOW_TO_INSTALL =
  'No Chromium for the browser tests: run "sudo apt-get install -y chromium" (or install Google Chrome), or set CHROMIUM_PATH.';

/** Throws one line that says how to install a browser, when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  const installed = named ?? INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) {
    return chromium.launch({ executablePath: installed, args: ARGUMENTS });
  }
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    return await chromium.launch({ executablePath, args: [...packaged.args, ...ARGUMENTS] });
  } catch (cause) {
    throw new Error(HOW_TO_INSTALL, { cause });
  }
}
