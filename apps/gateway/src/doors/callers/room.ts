/** How much of what others send may be in memory at one time: of all together, and of each who has not shown yet who they are. */

/** Bytes that may be in memory at one time, of bodies on their way in and being worked on. */
export interface Room {
  /** False: there is none. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createRoom(bytes: number): Room {
  let taken = 0;
  return {
    take(more) {
      if (taken + more > bytes) return false;
      taken += more;
      return true;
    },
    give(back) {
      taken -= back;
    },
  };
}

/** A bounded share of a room for each of many, so that none of them fills it: what one takes is taken from the room as well. */
export type Shares = (room: Room, who: string, most: number) => Room;

export function createShares(): Shares {
  const taken = new Map<string, number>();
  const add = (who: string, bytes: number) => {
    const now = (taken.get(who) ?? 0) + bytes;
    if (now > 0) taken.set(who, now);
    else taken.delete(who); // no memory of everybody who ever came
  };
  return (room, who, most) => ({
    take(bytes) {
      if ((taken.get(who) ?? 0) + bytes > most || !room.take(bytes)) return false;
      add(who, bytes);
      return true;
    },
    give(bytes) {
      add(who, -bytes);
      room.give(bytes);
    },
  });
}
