// Owns the global HtmlService and HtmlOutput. Templates are not emulated. Must not know who shows it.
// https://developers.google.com/apps-script/reference/html/html-service
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../execution';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';

export class HtmlService extends Handle {
  readonly surface = HTML_SERVICE;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const { local, read } = methodsOf<HtmlService>();

function fromFile({ execution }: HtmlService, name: string): HtmlOutput {
  const path = join(execution.env.dist, `${name}.html`);
  if (!existsSync(path)) execution.fail(TEXTS.noHtmlFile, name);
  return new HtmlOutput(readFileSync(path, 'utf8'));
}

const HTML_SERVICE = surface('HtmlService', 'HtmlService', {
  createHtmlOutputFromFile: read('s', fromFile),
  createHtmlOutput: local('|s', (_, html?: string) => new HtmlOutput(html ?? '')),
});

export class HtmlOutput extends Handle {
  readonly surface = HTML_OUTPUT;
  title = '';
  html: string;
  width: number | null = null;
  height: number | null = null;

  constructor(html: string) {
    super();
    this.html = html;
  }

  shown(): { title: string; html: string; width: number | null; height: number | null } {
    const { title, html, width, height } = this;
    return { title, html, width, height };
  }
}

const output = methodsOf<HtmlOutput>();

const HTML_OUTPUT = surface('HtmlOutput', 'HtmlService', {
  setTitle: output.local('s', (self, title: string) => Object.assign(self, { title })),
  setWidth: output.local('n', (self, width: number) => Object.assign(self, { width })),
  setHeight: output.local('n', (self, height: number) => Object.assign(self, { height })),
  getTitle: output.local('', (self) => self.title),
  getContent: output.local('', (self) => self.html),
  append: output.local('s', (self, text: string) =>
    Object.assign(self, { html: self.html + text }),
  ),
});
