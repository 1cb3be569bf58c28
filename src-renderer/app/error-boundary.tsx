import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Icon } from '../kit/icons/icon.tsx';

interface ErrorBoundaryProps {
  /** A change of it tries again: going elsewhere leaves the broken screen behind. */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly place: string;
}

/** A defect in one screen leaves the rest of the window usable. Nothing typed elsewhere is lost. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failed: false, place: this.props.place };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.place === state.place ? null : { failed: false, place: props.place };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="empty" role="alert">
        <Icon name="warning" size={28} />
        <h1>This screen has failed</h1>
        <p>
          Your data is safe: it is kept by another part of the app. Try again, or go elsewhere and
          come back.
        </p>
        <Button variant="light" onClick={() => this.setState({ failed: false })}>
          Try again
        </Button>
      </main>
    );
  }
}
