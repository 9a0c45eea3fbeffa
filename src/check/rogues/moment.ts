/** What time it is for a server of the gallery: the present, in the machine's zone, in another, or wrong. */

export interface Moment {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export type Clock = () => (connection: number) => () => Moment;

const DAY_SECONDS = 86_400;

function momentOf(secondOfDay: number): Moment {
  const within = ((secondOfDay % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
  return {
    hour: Math.floor(within / 3600),
    minute: Math.floor(within / 60) % 60,
    second: Math.floor(within) % 60,
  };
}

function local(): Moment {
  const now = new Date();
  return { hour: now.getHours(), minute: now.getMinutes(), second: now.getSeconds() };
}

/** Seconds east of UTC, or simply wrong. */
function shifted(seconds: number): Moment {
  return momentOf(Date.now() / 1000 + seconds);
}

export const localClock: Clock = () => () => local;

/** In the zone so many minutes east of UTC. */
export function zoneClock(minutes: number): Clock {
  return () => () => () => shifted(minutes * 60);
}

/** So many seconds beside the present. */
export function wrongClock(seconds: number): Clock {
  return () => () => () => shifted(seconds);
}

/** Read once, when the server starts. */
export const frozenClock: Clock = () => {
  const start = local();
  return () => () => start;
};

/** Read once a connection. */
export const connectionClock: Clock = () => () => {
  const start = local();
  return () => start;
};

/** In another zone on every connection: a quarter of an hour further. */
export const jumpingClock: Clock = () => (connection) => () => shifted(connection * 15 * 60);

/** In the zone where it is now between five and six, so that the hour has one digit. */
export const earlyClock: Clock = () => {
  const hoursEast = 5 - new Date().getUTCHours();
  return () => () => shifted(hoursEast * 3600);
};
