import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import {
  operationDetail,
  previewAnswer,
  verbAvailability,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { workloadDetail } from '../../__fixtures__';
import { renderDeployments } from '../../__testUtils__';
import { DeploymentsContent } from '../DeploymentsContent';

const workload = {
  cluster: 'dev-1',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'checkout',
  entityRef: 'component:default/checkout',
};

const rollBack = verbAvailability({
  operation: 'kubernetes.roll-back',
  title: 'Roll back to…',
  fields: [
    {
      type: 'choice',
      name: 'revision',
      label: 'Revision',
      required: true,
      options: [
        { value: 6, label: '6: checkout:1.8.2' },
        { value: 5, label: '5: checkout:1.8.1' },
      ],
    },
  ],
});

const evict = verbAvailability({
  operation: 'kubernetes.evict-pod',
  title: 'Evict',
});

const script: Partial<OperationsApi> = {
  listVerbs: async ({ kind }) => ({
    verbs: kind === 'Pod' ? [evict] : [verbAvailability(), rollBack],
  }),
  preview: async () => previewAnswer(),
  submit: async () => operationDetail({ title: 'Evict checkout' }),
  getOperation: async () => operationDetail({ title: 'Evict checkout' }),
};

const render = (
  path = '',
  getWorkload: () => Promise<ReturnType<typeof workloadDetail>> = async () =>
    workloadDetail(),
) =>
  renderDeployments(<DeploymentsContent />, {
    deployments: { getWorkload },
    operations: script,
    path: `/dev-1/shop/Deployment/checkout${path}`,
  });

describe('verbs', () => {
  it('of a workload stand below its state', async () => {
    const { operations } = render();
    const verbs = await screen.findByRole('group', {
      name: 'Actions on checkout',
    });
    expect(
      within(verbs)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['Restart', 'Roll back to…']);
    expect(operations.callsOf('listVerbs')).toEqual([[workload]]);
  });

  it('go back to a revision from the list, except to the one that runs', async () => {
    const { operations } = render('/revisions');
    expect(
      await screen.findByRole('button', { name: 'Roll back to 5' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Roll back to 7' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Roll back to 6' }),
    );
    await screen.findByRole('dialog');
    const { entityRef, ...target } = workload;
    await waitFor(() =>
      expect(operations.callsOf('preview')).toEqual([
        [
          {
            operation: 'kubernetes.roll-back',
            target,
            entityRef,
            input: { revision: 6 },
          },
        ],
      ]),
    );
  });

  it('of a pod stay open when the pod is gone', async () => {
    let isGone = false;
    const { operations, signalChange } = render('', async () =>
      isGone ? workloadDetail({ pods: [] }) : workloadDetail(),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Actions on checkout-7c9d-x2x4k',
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Evict' }));
    const run = await screen.findByRole('button', { name: 'Run' });
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(run);
    expect(
      await screen.findByRole('dialog', { name: 'Evict checkout' }),
    ).toBeInTheDocument();
    expect(operations.callsOf('submit')).toEqual([
      [
        expect.objectContaining({
          operation: 'kubernetes.evict-pod',
          target: {
            cluster: 'dev-1',
            namespace: 'shop',
            kind: 'Pod',
            name: 'checkout-7c9d-x2x4k',
            uid: 'uid-checkout-7c9d-x2x4k',
          },
          entityRef: 'component:default/checkout',
        }),
      ],
    ]);
    isGone = true;
    await signalChange();
    expect(await screen.findByText('There is no pod.')).toBeInTheDocument();
    expect(
      screen.getByRole('dialog', { name: 'Evict checkout' }),
    ).toBeInTheDocument();
  });
});
