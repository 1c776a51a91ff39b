import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TextDiff } from './TextDiff';

const before = `image: checkout:1.8.2
${Array.from({ length: 9 }, (_, index) => `field${index}: same`).join('\n')}
`;
const after = before.replace('1.8.2', '1.9.0');

async function render(
  texts: { before: string; after: string },
  layout?: 'Side by side' | 'Unified',
) {
  renderInTestApp(
    <TextDiff {...texts} beforeTitle="Revision 6" afterTitle="Revision 7" />,
  );
  if (layout) {
    await userEvent.click(await screen.findByRole('radio', { name: layout }));
  }
}

describe('TextDiff', () => {
  it('marks what changed with words, not by colour alone', async () => {
    await render({ before, after }, 'Side by side');
    const table = await screen.findByRole('table', {
      name: 'Difference between Revision 6 and Revision 7',
    });
    const changed = within(table).getByText('image: checkout:1.9.0')
      .parentElement!;
    expect(changed).toHaveTextContent(
      '1−removedimage: checkout:1.8.21+addedimage: checkout:1.9.0',
    );
    expect(screen.getByText('1 line added')).toBeInTheDocument();
    expect(screen.getByText('1 line removed')).toBeInTheDocument();
  });

  it('shows unchanged lines when asked for, by keyboard too', async () => {
    await render({ before, after }, 'Side by side');
    const unfold = await screen.findByRole('button', {
      name: 'Show 6 unchanged lines',
    });
    expect(screen.queryByText('field8: same')).not.toBeInTheDocument();
    act(() => unfold.focus());
    await userEvent.keyboard('{Enter}');
    expect(screen.getAllByText('field8: same')).toHaveLength(2);
  });

  it('shows both in one column on demand', async () => {
    await render({ before, after }, 'Unified');
    const rows = screen
      .getAllByRole('row')
      .map(row => row.textContent)
      .slice(0, 2);
    expect(rows).toEqual([
      '1−removedimage: checkout:1.8.2',
      '1+addedimage: checkout:1.9.0',
    ]);
  });

  it('says that nothing changed', async () => {
    await render({ before, after: before });
    expect(await screen.findByText('Both are the same.')).toBeInTheDocument();
  });
});
