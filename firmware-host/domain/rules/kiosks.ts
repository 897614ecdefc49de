import type { Lobby } from '../lobby.ts';

export type Kiosk = Lobby['kiosks'][number];

/** @param id null: the lobby's first kiosk */
export const kioskOf = ({ kiosks }: Lobby, id: string | null): Kiosk | undefined =>
  id === null ? kiosks[0] : kiosks.find((kiosk) => kiosk.id === id);
