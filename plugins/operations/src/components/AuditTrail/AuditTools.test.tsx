import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { AuditVerification } from '@groundcrew/plugin-operations-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderOperations } from '../../__testUtils__';
import { AuditTools } from './AuditTools';

const whole: AuditVerification = {
  whole: true,
  rows: 120,
  faults: [],
  anchoredUpTo: 100,
  blindSpot: 'rows 101 to 120 could have been replaced together',
  verifiedAt: '2026-01-01T12:00:00.000Z',
};

const filter = { cluster: ['prod'], cursor: 'c2', limit: 50 };

const saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  saved.length = 0;
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = blob => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = () => {};
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      const blob = blobs.get(this.href)!;
      saved.push({
        name: this.download,
        text: new Response(blob).text(),
      });
    });
});

afterEach(() => jest.restoreAllMocks());

const press = async (name: string) => {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await userEvent.click(button);
};

describe('AuditTools', () => {
  it.each(['csv', 'json'] as const)(
    'saves all that the filters let through as %s',
    async format => {
      const { operations } = renderOperations(<AuditTools filter={filter} />, {
        exportOperations: async () => new Blob(['a file']),
      });
      await press(`Export as ${format.toUpperCase()}`);
      expect(
        await screen.findByText(
          `operations.${format} was saved with what the filters let through.`,
        ),
      ).toBeInTheDocument();
      expect(operations.callsOf('exportOperations')).toEqual([
        [format, { cluster: ['prod'] }],
      ]);
      expect(saved.map(({ name }) => name)).toEqual([`operations.${format}`]);
    },
  );

  it('says why there is no file', async () => {
    const refused = await responseError(403, 'NotAllowedError', 'you may not');
    renderOperations(<AuditTools filter={{}} />, {
      exportOperations: async () => {
        throw refused;
      },
    });
    await press('Export as CSV');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The export failedyou may not',
    );
    expect(saved).toEqual([]);
  });

  it('says in words that the trail is whole, and what that cannot tell', async () => {
    renderOperations(<AuditTools filter={{}} />, {
      verifyAuditTrail: async () => whole,
    });
    await press('Verify audit trail');
    expect(
      await screen.findByText(
        'The audit trail is whole: all 120 rows are as they were written.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Anchors outside of the database vouch for it up to row 100.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Blind spot: rows 101 to 120 could have been replaced together',
      ),
    ).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says where it is not whole', async () => {
    renderOperations(<AuditTools filter={{}} />, {
      verifyAuditTrail: async () => ({
        ...whole,
        whole: false,
        anchoredUpTo: 0,
        faults: Array.from({ length: 22 }, (_, index) => ({
          sequence: 40 + index,
          message: 'its hash is not that of what it says',
        })),
      }),
    });
    await press('Verify audit trail');
    expect(
      await screen.findByText(
        'The audit trail is not whole: something is wrong in 22 places.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Row 40: its hash is not that of what it says'),
    ).toBeInTheDocument();
    expect(screen.getByText('and 2 more places')).toBeInTheDocument();
    expect(
      screen.getByText('No anchor outside of the database vouches for it yet.'),
    ).toBeInTheDocument();
  });

  it.each([
    [0, 'The audit trail is empty: nothing was recorded yet.'],
    [1, 'The audit trail is whole: its row is as it was written.'],
  ])('of %d rows says: %s', async (rows, words) => {
    renderOperations(<AuditTools filter={{}} />, {
      verifyAuditTrail: async () => ({ ...whole, rows }),
    });
    await press('Verify audit trail');
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('says why it was not verified', async () => {
    renderOperations(<AuditTools filter={{}} />, {
      verifyAuditTrail: async () => {
        throw new Error('the anchors cannot be read');
      },
    });
    await press('Verify audit trail');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The audit trail could not be verifiedthe anchors cannot be read',
    );
  });

  it('says to those who may not which permission it takes', async () => {
    const { operations } = renderOperations(
      <AuditTools filter={{}} />,
      {},
      { mayAudit: false },
    );
    const button = () =>
      screen.getByRole('button', { name: 'Verify audit trail' });
    await waitFor(() => expect(button()).toHaveClass('forbidden'));
    act(() => screen.getByRole('button', { name: 'Export as JSON' }).focus());
    await userEvent.tab();
    expect(button()).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'It takes the permission groundcrew.operations.audit.',
    );
    await userEvent.click(button());
    expect(operations.calls).toEqual([]);
  });
});
