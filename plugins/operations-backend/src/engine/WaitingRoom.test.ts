import { clusterKey, WaitingRoom } from './WaitingRoom';

describe('WaitingRoom', () => {
  it('lets those go first that came first', () => {
    const room = WaitingRoom.create();
    room.enter('checkout', 'a');
    room.enter('checkout', 'b');
    room.enter('checkout', 'a');
    expect(room.first('checkout')).toBe('a');
    room.leave('checkout', 'a');
    expect(room.first('checkout')).toBe('b');
    room.leave('checkout', 'b');
    expect(room.first('checkout')).toBeUndefined();
  });

  it('puts whoever left and comes again to the end', () => {
    const room = WaitingRoom.create();
    room.enter('checkout', 'a');
    room.enter('checkout', 'b');
    room.leave('checkout', 'a');
    room.enter('checkout', 'a');
    expect(room.first('checkout')).toBe('b');
  });

  it('keeps places apart', () => {
    const room = WaitingRoom.create();
    room.enter('checkout', 'a');
    room.enter(clusterKey('checkout'), 'b');
    room.leave('checkout', 'b');
    room.leave('nowhere', 'a');
    expect(room.first('checkout')).toBe('a');
    expect(room.first(clusterKey('checkout'))).toBe('b');
  });
});
