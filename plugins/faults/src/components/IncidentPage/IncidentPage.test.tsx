import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import {
  previewAnswer,
  verbAvailability,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  finding,
  incidentDetail,
  minutesAgo,
  objectRef,
} from '../../__fixtures__';
import { renderFaults, type RenderFaultsOptions } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    { getIncident: async () => incidentDetail(), ...script },
    { path: '/faults/incidents/7', ...options },
  );

const heading = () =>
  screen.findByRole('heading', {
    name: 'A ConfigMap that it needs does not exist',
  });

describe('IncidentPage', () => {
  it('shows all that is known of it', async () => {
    render();
    await heading();
    for (const words of [
      /P1OpenIncident 7/,
      /Environmentprod/,
      /Objectprod \/ shop-checkout \/ Deployment checkout/,
      /Sufferscheckout/,
      /Since3 min ago/,
      /Answerdue in 2[67] min/,
      /Assigned tonobody/,
      /Down: a workload has no ready replica left\.Deployment checkout0 \/ 3 ready/,
      /Why P1checkout has no ready replica left/,
      /It is as good as certain \(96 %\)\.Found by the detector missing-configuration\./,
      /Manifestcontainer checkout reads all keys .* in spec\.template/,
      /ConfigMap checkout-flags was deletedmay be why4 min ago by helm/,
      /Create the ConfigMap checkout-flags.*by hand/,
      /Roll back checkoutRevision 3 did not read checkout-flags\.Medium risk/,
      // The newest first.
      /Note1 min ago · danaIt was deleted by the clean-up job.*Opened3 min ago · Groundcrew/,
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
    expect(
      screen.getByRole('link', { name: 'Open the operation' }),
    ).toHaveAttribute('href', '/operations/op-1');
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      '/faults',
    );
    const excluded = screen.getByText(
      'Node prod-node-1 is ready, and not short of anything',
    );
    expect(excluded).not.toBeVisible();
    await userEvent.click(screen.getByText('What it is not (2)'));
    expect(excluded).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('folds many symptoms, and shows all of them when asked', async () => {
    const { explanation } = incidentDetail();
    render({
      getIncident: async () =>
        incidentDetail({
          explanation: {
            ...explanation,
            symptoms: Array.from({ length: 100 }, (_, index) => ({
              finding: finding({
                object: objectRef({ kind: 'Pod', name: `pod-${index}` }),
              }),
              message: 'its node does not answer',
              by: objectRef(),
              relation: 'holds-up' as const,
            })),
          },
        }),
    });
    const graph = await screen.findByRole('list', { name: 'What broke what' });
    expect(within(graph).getAllByRole('listitem')).toHaveLength(6);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 95 more' }),
    );
    expect(within(graph).getAllByRole('listitem')).toHaveLength(101);
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(within(graph).getAllByRole('listitem')).toHaveLength(6);
  });

  it('folds what else there is much of', async () => {
    const { explanation } = incidentDetail();
    const many = Array.from({ length: 8 }, (_, index) => index);
    render({
      getIncident: async () =>
        incidentDetail({
          explanation: {
            ...explanation,
            cause: finding({
              confidence: 0.7,
              evidence: many.map(index => ({
                source: 'log',
                message: `line ${index}`,
              })),
            }),
            changes: many.map(index => ({
              ...explanation.changes[0],
              message: `change ${index}`,
            })),
            impact: {
              level: 'at-risk',
              workloads: many.map(index => ({
                object: objectRef({ name: `workload-${index}` }),
                desired: 1,
                ready: 1,
              })),
            },
          },
        }),
    });
    await heading();
    expect(screen.getByText('Likely cause')).toBeInTheDocument();
    expect(document.body).toHaveTextContent(
      'It is likely (70 %); nothing decides it.',
    );
    expect(screen.getByText('line 7')).not.toBeVisible();
    await userEvent.click(screen.getByText('and 2 more'));
    expect(screen.getByText('line 7')).toBeVisible();
    expect(screen.queryByText('change 7')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(screen.getByText('change 7')).toBeVisible();
    await userEvent.click(screen.getByText('Show 3 more workloads'));
    expect(screen.getByText('workload-7')).toBeVisible();
  });

  it('says what is not known, or may not be seen', async () => {
    render({
      getIncident: async () =>
        incidentDetail({
          severityReasons: [],
          explanation: {
            cause: finding({ confidence: 0.4, evidence: [] }),
            symptoms: [],
            excluded: [],
            changes: [],
            proposals: [],
            impact: { level: 'degraded', workloads: [] },
          },
        }),
    });
    await heading();
    for (const words of [
      'It is possible, and not more (40 %).',
      'None of it may be shown to you.',
      'Nothing else that you may see is known to suffer from it.',
      'Nothing that may matter, as far as Groundcrew saw.',
      'Nothing is proposed for this fault.',
      'No workload that you may see suffers.',
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
    expect(screen.queryByText(/What it is not/)).not.toBeInTheDocument();
  });

  it('tells of a life that was out of the ordinary', async () => {
    render({
      getIncident: async () =>
        incidentDetail({
          phase: 'resolved',
          openedAt: minutesAgo(90),
          acknowledgedAt: minutesAgo(80),
          resolvedAt: minutesAgo(30),
          resolution: 'merged',
          mergedInto: 12,
          mergedFrom: [3, 4],
          splitFrom: 2,
          reopened: 2,
          assignee: 'user:default/olivia',
        }),
    });
    await heading();
    for (const words of [
      'Resolved 30 min ago: it became part of another one.',
      'It became part of Incident 12.',
      'These became part of it: Incident 3, Incident 4.',
      'It was a part of Incident 2 before.',
      'It came back 2 times after it had been resolved.',
      'Lasted1 h',
      'Answergiven 1 h ago',
      'Assigned toolivia',
      'It is over: nothing needs to be done.',
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
    expect(screen.getByRole('link', { name: 'Incident 12' })).toHaveAttribute(
      'href',
      '/faults/incidents/12',
    );
    expect(
      screen.getByRole('button', { name: 'Reopen …' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Acknowledge' }),
    ).not.toBeInTheDocument();
  });

  it('opens the dialog of an operation that is proposed, filled in', async () => {
    const { operations } = render(
      {},
      {
        operations: {
          listVerbs: async () => ({
            verbs: [
              verbAvailability({
                operation: 'kubernetes.roll-back',
                title: 'Roll back',
              }),
            ],
          }),
          preview: async () => previewAnswer(),
        },
      },
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Preview …' })).toBeEnabled(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Preview …' }));
    expect(
      await screen.findByRole('dialog', { name: 'Roll back: checkout' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(operations.callsOf('preview')).toEqual([
        [
          {
            operation: 'kubernetes.roll-back',
            target: objectRef(),
            input: { revision: 3 },
            entityRef: 'component:default/checkout',
          },
        ],
      ]),
    );
  });

  it('lets the dialog say what stands in the way of an operation that is not offered', async () => {
    const { operations } = render(
      {},
      { operations: { preview: async () => previewAnswer() } },
    );
    const preview = await screen.findByRole('button', { name: 'Preview …' });
    await waitFor(() => expect(preview).toBeEnabled());
    await userEvent.click(preview);
    expect(
      await screen.findByRole('dialog', {
        name: 'Roll back checkout: checkout',
      }),
    ).toBeInTheDocument();
    expect(operations.callsOf('preview')).toHaveLength(1);
  });

  it('follows as it happens', async () => {
    let current = incidentDetail();
    const { announce } = render({ getIncident: async () => current });
    await heading();
    current = incidentDetail({ revision: 4, recoveringSince: minutesAgo(1) });
    await announce();
    expect(await screen.findByText('Recovering')).toBeInTheDocument();
    expect(document.body).toHaveTextContent(
      'Nothing is wrong any more since 1 min. It is resolved when that lasts.',
    );
  });

  it.each(['/faults/incidents/7', '/faults/incidents/seven'])(
    'says that there is none at %s, with the way back',
    async path => {
      const missing = await responseError(404, 'NotFoundError', 'no such');
      render(
        {
          getIncident: async () => {
            throw missing;
          },
        },
        { path },
      );
      expect(
        await screen.findByText(/^There is no incident (7|seven)$/),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'All incidents' }),
      ).toBeInTheDocument();
    },
  );

  it('says what failed, and tries again', async () => {
    let isUp = false;
    render({
      getIncident: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return incidentDetail();
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The incident cannot be shown');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(await heading()).toBeInTheDocument();
  });
});
