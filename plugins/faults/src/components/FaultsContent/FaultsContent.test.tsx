import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  faultsView,
  faultyView,
  fleetIncidents,
  incidentDetail,
  incidentSummary,
  latentCause,
  minutesAgo,
  reliabilityView,
} from '../../__fixtures__';
import { renderFaults, type RenderFaultsOptions } from '../../__testUtils__';
import { FaultsContent } from './FaultsContent';

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <FaultsContent />,
    {
      getFaults: async () => faultyView(),
      getIncident: async () => incidentDetail(),
      getReliability: async () => reliabilityView(),
      listIncidents: async () => ({ incidents: [] }),
      ...script,
    },
    options,
  );

describe('FaultsContent', () => {
  it('says first what is wrong, and then all that is known of it', async () => {
    const { faults } = render();
    expect(
      await screen.findByText(/^1 incident, P1 in prod, for/),
    ).toHaveTextContent(
      "1 incident, P1 in prod, for 3 min. checkout cannot start: the ConfigMap 'checkout-flags' does not exist",
    );
    expect(
      await screen.findByRole('list', { name: 'What broke what' }),
    ).toHaveTextContent(
      /^CauseDeployment checkout.*holds upService checkout.*is needed byDeployment web/,
    );
    expect(screen.getByRole('link', { name: 'Incident 7' })).toHaveAttribute(
      'href',
      '/faults/incidents/7',
    );
    expect(screen.getByText(/^Looked at/)).toHaveTextContent('just now');
    expect(faults.callsOf('getFaults')).toEqual([
      ['component:default/checkout'],
    ]);
    expect(faults.callsOf('listIncidents')).toEqual([
      [
        {
          state: 'resolved',
          entityRef: 'component:default/checkout',
          limit: 10,
        },
      ],
    ]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows the others as rows, and what is worth mending folded', async () => {
    const [, other] = fleetIncidents();
    render({
      getFaults: async () => ({
        ...faultyView(),
        incidents: [incidentSummary(), other],
        hidden: 2,
      }),
    });
    expect(
      await screen.findByText(/^2 incidents, the worst P1 in prod/),
    ).toBeInTheDocument();
    const others = screen.getByRole('table', { name: 'Other incidents' });
    expect(within(others).getAllByRole('row')[1]).toHaveTextContent(
      /P2Its memory limit is too small.*came back 2 times.*by olivia.*with olivia.*staging.*cart.*web.*and 1 more/,
    );
    expect(
      screen.getByText(
        '2 more faults are not shown: you may not see the objects.',
      ),
    ).toBeInTheDocument();
    const words = screen.getByText(
      'The liveness probe of checkout asks port 9090',
    );
    expect(words).not.toBeVisible();
    await userEvent.click(screen.getByText('Worth mending (1)'));
    expect(words).toBeVisible();
  });

  it('shows what was found just now, before an incident tells of it', async () => {
    const cause = latentCause({ verdict: 'cause' });
    render({ getFaults: async () => faultsView({ causes: [cause] }) });
    expect(
      await screen.findByText(
        'Found just now in dev. The liveness probe of checkout asks port 9090',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', {
        name: 'Found just now, without an incident yet',
      }),
    ).toBeInTheDocument();
  });

  it('says that nothing is wrong only of where somebody looks', async () => {
    render({
      getFaults: async () =>
        faultsView({
          clusters: [
            {
              cluster: 'dev-1',
              environment: 'dev',
              freshness: { observedAt: minutesAgo(2) },
              unknownKinds: ['Event', 'NetworkPolicy'],
            },
            {
              cluster: 'prod',
              freshness: {
                observedAt: minutesAgo(9),
                stale: { reason: 'connection refused.', since: minutesAgo(8) },
              },
              unknownKinds: [],
            },
            { cluster: 'new', freshness: {}, unknownKinds: [] },
            {
              cluster: 'huge',
              freshness: {
                observedAt: minutesAgo(1),
                incomplete: 'only 5,000 objects are kept',
              },
              unknownKinds: [],
            },
          ],
        }),
    });
    expect(
      await screen.findByText('Nothing is wrong in dev and huge'),
    ).toBeInTheDocument();
    for (const words of [
      'Looked at 2 min ago.',
      'In dev (dev-1), what depends on Event and NetworkPolicy is not judged: not all of them can be read.',
      'Nobody can say how it is in prod: it cannot be read for 8 min (connection refused).',
      'Nobody can say how it is in new: it was never read.',
      'Not all of huge is known: only 5,000 objects are kept.',
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
  });

  it('does not claim what nobody can know', async () => {
    render({ getFaults: async () => faultsView({ clusters: [] }) });
    expect(
      await screen.findByText('Whether something is wrong is not known'),
    ).toBeInTheDocument();
    expect(document.body).toHaveTextContent(
      'No cluster is known where it could be looked for.',
    );
  });

  it('says that it is getting over', async () => {
    const recoveringSince = minutesAgo(1);
    render({
      getFaults: async () =>
        faultsView({ incidents: [incidentSummary({ recoveringSince })] }),
    });
    expect(
      await screen.findByText(/^1 incident is recovering, P1 in prod/),
    ).toHaveTextContent(
      'nothing is wrong any more for 1 min. It was: checkout cannot start',
    );
  });

  it('says what may be why', async () => {
    const [suspect] = incidentDetail().explanation.changes;
    render({
      getFaults: async () =>
        faultsView({ incidents: [incidentSummary({ suspect })] }),
    });
    expect(
      await screen.findByText(/^1 incident, P1 in prod, for/),
    ).toHaveTextContent(
      "the ConfigMap 'checkout-flags' does not exist (ConfigMap checkout-flags was deleted, 4 min ago)",
    );
  });

  it('names the object where what is wrong with it could be said of any', async () => {
    render({
      getFaults: async () =>
        faultsView({
          incidents: [incidentSummary({ message: 'No node has room for it.' })],
        }),
    });
    expect(
      await screen.findByText(/^1 incident, P1 in prod, for/),
    ).toHaveTextContent(/for 3 min\. checkout: No node has room for it\.$/);
  });

  it('says that what is wrong is muted', async () => {
    const mutedUntil = minutesAgo(-60);
    render({
      getFaults: async () =>
        faultsView({ incidents: [incidentSummary({ mutedUntil })] }),
      getIncident: async () => incidentDetail({ mutedUntil }),
    });
    expect(
      await screen.findByText(/^1 incident, and it is muted: P1 in prod/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/^Nobody is asked about it until/),
    ).toBeInTheDocument();
  });

  it('teaches which annotation links an entity', async () => {
    const { faults } = render(
      {},
      {
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'checkout' },
        },
      },
    );
    expect(
      await screen.findByText('Link checkout to what runs of it'),
    ).toBeInTheDocument();
    expect(faults.calls).toEqual([]);
  });

  it('changes as incidents do', async () => {
    let view = faultsView();
    const { announce } = render({ getFaults: async () => view });
    await screen.findByText('Nothing is wrong in dev, staging and prod');
    view = faultyView();
    await announce();
    expect(
      await screen.findByText(/^1 incident, P1 in prod/),
    ).toBeInTheDocument();
    view = faultsView();
    await announce();
    expect(
      await screen.findByText('Nothing is wrong in dev, staging and prod'),
    ).toBeInTheDocument();
  });

  it('shows how it did, and over which time', async () => {
    const { faults } = render();
    const prod = await screen.findByRole('region', {
      name: 'Reliability in prod',
    });
    expect(prod).toHaveTextContent(
      /Objective 99.9 %.*Availability99.847 %.*Error budget left49.07 %.*14.2 times as fast.*MTTR11 min.*MTBF3 d 4 h.*3 incidents · down 22 min · degraded 1 h 30 min · looked at for 10 d of 30 d/,
    );
    expect(
      within(prod).getByRole('img', {
        name: 'Health in prod: down 22 min, degraded 1 h 30 min, up 9 d 22 h, not known 20 d',
      }),
    ).toBeInTheDocument();
    expect(
      within(prod).getByRole('button', {
        name: /^MTTR: Mean time to recovery/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Reliability in dev' }),
    ).toHaveTextContent(/100 %.*MTTRno failureMTBFno failure.*0 incidents/);
    await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent('/faults?days=7'),
    );
    await waitFor(() =>
      expect(faults.callsOf('getReliability').at(-1)).toEqual([
        'component:default/checkout',
        { days: 7 },
      ]),
    );
  });

  it('says of how it did what is not known, and what is used up', async () => {
    const [, prod] = reliabilityView().environments;
    render({
      getReliability: async () =>
        reliabilityView({
          environments: [
            {
              ...prod,
              availability: undefined,
              mttrMs: undefined,
              mtbfMs: undefined,
              slo: { ...prod.slo, budgetLeft: -2, burnRate: undefined },
            },
          ],
        }),
    });
    expect(
      await screen.findByRole('region', { name: 'Reliability in prod' }),
    ).toHaveTextContent(
      /Availabilitynot known.*Error budget leftused up.*MTTRnone endedMTBFtoo early to say/,
    );
  });

  it('shows past incidents, and where the rest is', async () => {
    render({
      listIncidents: async () => ({
        incidents: [fleetIncidents()[2]],
        nextCursor: 'c2',
      }),
      getReliability: async () => reliabilityView({ environments: [] }),
    });
    const past = await screen.findByRole('table', { name: 'Past incidents' });
    expect(
      await within(past).findByRole('link', { name: 'A node is not ready' }),
    ).toHaveAttribute('href', '/faults/incidents/4');
    expect(past).toHaveTextContent(/100 symptoms.*nobody answered.*lasted 1 h/);
    expect(screen.getByRole('link', { name: 'All of them' })).toHaveAttribute(
      'href',
      '/faults/history?entity=component%3Adefault%2Fcheckout',
    );
    expect(
      await screen.findByText(/^Nothing of it was seen to run/),
    ).toBeInTheDocument();
  });

  it('has its shape while it loads', async () => {
    render({ getFaults: () => new Promise(() => {}) });
    expect(await screen.findByTestId('faults-skeleton')).toBeInTheDocument();
  });

  it('says what failed, and shows the rest all the same', async () => {
    const refused = await responseError(
      503,
      'ServiceUnavailableError',
      'not yet',
    );
    let isUp = false;
    render({
      getFaults: async () => {
        if (!isUp) {
          throw refused;
        }
        return faultyView();
      },
      getIncident: async () => {
        throw new Error('the incident is locked');
      },
      getReliability: async () => {
        throw new Error('no history');
      },
      listIncidents: async () => {
        throw new Error('no list');
      },
    });
    const alert = await screen.findByText('What is wrong cannot be shown');
    expect(document.body).toHaveTextContent(/not yet.*no history.*no list/);
    isUp = true;
    await userEvent.click(
      within(alert.closest('[role=alert]') as HTMLElement).getByRole('button'),
    );
    expect(
      await screen.findByText(/the incident is locked/),
    ).toBeInTheDocument();
  });
});
