import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderOperations } from '../../__testUtils__';
import { previewAnswer, verbAvailability } from '../../testUtils';
import { OperationDialogProvider } from '../OperationDialog';
import { VerbButtons } from './VerbButtons';
import { VerbMenu } from './VerbMenu';

const target = {
  cluster: 'prod',
  kind: 'Deployment',
  namespace: 'shop-checkout',
  name: 'checkout',
  entityRef: 'component:default/checkout',
};

const verbs = [
  verbAvailability(),
  verbAvailability({
    operation: 'kubernetes.scale',
    title: 'Scale…',
    outcome: 'unsuitable',
    reason: 'Git is the owner of the replicas: change them there',
  }),
  verbAvailability({
    operation: 'kubernetes.pause',
    title: 'Pause',
    outcome: 'needs-approval',
    reason: 'needs the approval of the checkout team',
  }),
];

const script: Partial<OperationsApi> = {
  listVerbs: async () => ({ verbs }),
  preview: async () => previewAnswer(),
};

const buttons = <VerbButtons target={target} />;
const menu = <VerbMenu target={target} />;

function render(more: Partial<OperationsApi> = {}, element = buttons) {
  return renderOperations(
    <OperationDialogProvider>{element}</OperationDialogProvider>,
    { ...script, ...more },
  );
}

describe('VerbButtons', () => {
  it('shows every verb and asks about the target', async () => {
    const { operations } = render();
    const group = await screen.findByRole('group', {
      name: 'Actions on checkout',
    });
    expect(
      within(group)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['Restart', 'Scale…', 'Pause, needs approval']);
    expect(operations.callsOf('listVerbs')).toEqual([[target]]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says by keyboard why a verb cannot be used, and does not open it', async () => {
    render();
    const scale = await screen.findByRole('button', { name: 'Scale…' });
    expect(scale).toHaveAttribute('aria-disabled', 'true');
    await userEvent.tab();
    while (document.activeElement !== scale) {
      await userEvent.tab();
    }
    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent(
      'Git is the owner of the replicas: change them there',
    );
    expect(scale).toHaveAttribute('aria-describedby', tooltip.id);
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens the dialog with what is known of the verb, and asks again when it was closed', async () => {
    const { operations } = render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Restart' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Restart: checkout',
    });
    expect(operations.callsOf('listVerbs')).toHaveLength(1);
    const { entityRef, ...object } = target;
    await waitFor(() =>
      expect(operations.callsOf('preview')).toEqual([
        [
          {
            operation: 'kubernetes.restart',
            target: object,
            input: {},
            entityRef,
          },
        ],
      ]),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() =>
      expect(operations.callsOf('listVerbs')).toHaveLength(2),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Restart' })).toHaveFocus(),
    );
  });

  it('has the shape of buttons while it loads', async () => {
    render({ listVerbs: () => new Promise(() => {}) });
    expect(await screen.findByTestId('verbs-skeleton')).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    let attempts = 0;
    render({
      listVerbs: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw await responseError(503, 'ServiceUnavailable', 'is starting');
        }
        return { verbs };
      },
    });
    expect(await screen.findByRole('status')).toHaveTextContent(
      'What may be done cannot be shown: is starting',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: 'Restart' }),
    ).toBeInTheDocument();
  });

  it('shows nothing where there are no operations', async () => {
    const missing = await responseError(404, 'NotFoundError', 'no such route');
    const { operations } = render(
      {
        listVerbs: async () => {
          throw missing;
        },
      },
      <>
        {buttons}
        <p>the rest</p>
      </>,
    );
    await screen.findByText('the rest');
    await waitFor(() =>
      expect(screen.queryByTestId('verbs-skeleton')).not.toBeInTheDocument(),
    );
    expect(operations.callsOf('listVerbs')).toHaveLength(1);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});

describe('VerbMenu', () => {
  it('asks only when it is opened, and says in place why something cannot be used', async () => {
    const { operations } = render({}, menu);
    const opener = await screen.findByRole('button', {
      name: 'Actions on checkout',
    });
    expect(operations.callsOf('listVerbs')).toHaveLength(0);
    await userEvent.click(opener);
    const scale = await screen.findByRole('button', { name: /^Scale…/ });
    expect(scale).toHaveAttribute('aria-disabled', 'true');
    expect(scale).toHaveTextContent(/Git is the owner/);
    expect(screen.getByRole('button', { name: /^Pause/ })).toHaveTextContent(
      'Needs the approval of the checkout team',
    );
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(scale);
    expect(screen.queryByText('Scale: checkout')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Restart' }));
    expect(
      await screen.findByRole('dialog', { name: 'Restart: checkout' }),
    ).toBeInTheDocument();
  });

  it('says that there is no verb', async () => {
    render({ listVerbs: async () => ({ verbs: [] }) }, menu);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions on checkout' }),
    );
    expect(
      await screen.findByText('There is no action for this.'),
    ).toBeInTheDocument();
  });
});
