import { audited } from './audited';

describe('audited', () => {
  const record = { success: jest.fn(), fail: jest.fn() };
  const auditor = { createEvent: jest.fn(async () => record) };
  const options = { auditor, eventId: 'thing-change', meta: { thing: 'a' } };

  afterEach(() => {
    jest.clearAllMocks();
  });

  it('records that something was asked for, and what came of it', async () => {
    const result = await audited(
      options,
      async () => 7,
      id => ({ id }),
    );
    expect(result).toBe(7);
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'thing-change',
      meta: { thing: 'a' },
    });
    expect(record.success).toHaveBeenCalledWith({ meta: { id: 7 } });
    expect(record.fail).not.toHaveBeenCalled();
  });

  it('records that it failed, and why', async () => {
    const error = new Error('no');
    await expect(
      audited(options, async () => {
        throw error;
      }),
    ).rejects.toBe(error);
    expect(record.fail).toHaveBeenCalledWith({ error });
    expect(record.success).not.toHaveBeenCalled();
  });
});
