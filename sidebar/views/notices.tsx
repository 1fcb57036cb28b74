// Owns what a vendor wants to be told about the credits of a run, in its own words.
import type { RunView } from '../../src/rpc/contract-run';
import { Card } from '../parts/card';
import { vendorOfRun } from '../vendors';
import { counted } from '../words';

export function Notices({ run }: { readonly run: RunView }) {
  return (
    <>
      {(run.notices ?? []).map(({ vendor, contacts, message, workflowId }) => (
        <Card
          key={`${vendor} ${message}`}
          tone="warn"
          title={`${vendorOfRun(run, vendor)} says of ${counted(contacts, 'contact')}`}
        >
          <p>{message}</p>
          {workflowId !== '' && (
            <p class="quiet">
              {contacts > 1 ? 'The first id' : 'Id'} at {vendorOfRun(run, vendor)}{' '}
              <code>{workflowId}</code>
              {contacts > 1 ? '; the others are in the Enrichment log.' : ''}
            </p>
          )}
        </Card>
      ))}
    </>
  );
}
