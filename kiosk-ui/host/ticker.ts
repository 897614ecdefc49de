import type { ReactiveControllerHost } from 'lit';

/** Redraws an element once a second while it is on the page: clocks and timers are functions of now. */
export function redrawEverySecond(host: ReactiveControllerHost): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  host.addController({
    hostConnected: () => {
      timer = setInterval(() => host.requestUpdate(), 1000);
    },
    hostDisconnected: () => clearInterval(timer),
  });
}
