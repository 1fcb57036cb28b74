// Owns how tests and pictures get a Chromium: the one named, an installed one, or the one inside an npm package. Knows no page.
import { chromium, type Browser } from 'playwright-core';
import { execFileSync } from 'node:child_process';
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

/** The packaged Chromium is for functions in the cloud: it has no zygote to start its processes from. */
const PACKAGED_ARGUMENTS = [...ARGUMENTS, '--no-zygote', '--disable-setuid-sandbox'];

/** Throws one line that says how to install a browser, when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) {
    return chromium.launch({ executablePath: installed, args: ARGUMENTS });
  }
  try {
    return await chromium.launch({ executablePath: unpackChromium(), args: PACKAGED_ARGUMENTS });
  } catch (cause) {
    throw new Error(HOW_TO_INSTALL, { cause });
  }
}

/** The package is an ES module that looks for its own files: Jest cannot load it, Node can. */
function unpackChromium(): string {
  const script = `import chromium from '@sparticuz/chromium';
    process.stdout.write(await chromium.executablePath());`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
}
