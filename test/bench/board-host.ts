import { getJson } from './http-request.ts';
import { writeLobby } from './lobby-file.ts';
import { startHost } from './servers.ts';
import { until } from './until.ts';

/** A host whose only device is a board that is ready; without a printer: a paper that settles meanwhile would be another row's work. */
export async function startBoardHost(dir: string, board: string): ReturnType<typeof startHost> {
  const host = await startHost({
    config: writeLobby(dir, { printer: null, board }),
    data: `${dir}/data`,
  });
  await until(
    'a board that is ready',
    async () => ((await getJson(host.port, '/readyz')) as { status: string }).status === 'ready',
  );
  return host;
}
