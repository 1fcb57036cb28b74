// Owns what is shown when a view breaks: never a blank page. Knows no state.
import { Component, type ComponentChildren } from 'preact';
import { Button } from './button';
import { Card } from './card';

interface BoundaryProps {
  readonly children: ComponentChildren;
  /** Leads to a view that may be whole. */
  readonly onLeave: () => void;
}

interface BoundaryState {
  readonly broken: string | null;
}

/** Long enough to tell what broke, short enough for a sidebar. */
const WORDS = 200;

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: null };

  static override getDerivedStateFromError(error: unknown): BoundaryState {
    const said = error instanceof Error ? error.message : String(error);
    return { broken: said.slice(0, WORDS) };
  }

  override render({ children, onLeave }: BoundaryProps, { broken }: BoundaryState) {
    if (broken === null) return children;
    return (
      <main class="broken">
        <h1 tabIndex={-1}>Something broke here</h1>
        <Card tone="error" alert title="Close the sidebar and open it again">
          <p>
            It is in the menu Extensions → Contact Enrichment → Open sidebar. Runs go on without it;
            nothing is lost, and nothing is sent twice.
          </p>
          <p class="quiet">What broke: {broken}</p>
        </Card>
        <Button
          class="wide"
          onPress={() => {
            // First: what is drawn next must not be the broken view again.
            onLeave();
            this.setState({ broken: null });
          }}
        >
          Go to the sheet’s contacts
        </Button>
      </main>
    );
  }
}
