// Starts the worker, which is TypeScript: threads do not inherit the loader of the process.
import { register } from 'tsx/esm/api';

register();
await import('./https-worker.ts');
