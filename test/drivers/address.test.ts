import { describe, expect, it } from 'vitest';
import { DeviceFault } from '../../drivers/driver.ts';
import { formatAddress, linePorts, parseAddress, placeOf } from '../../drivers/transport/address.ts';

const alone = { echo: false, gapMs: null };
const plain8N1 = {
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  rtscts: false,
  xon: false,
  ...alone,
};

describe('addresses', () => {
  it.each([
    ['serial:/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0', ...plain8N1 }],
    [
      'serial:/dev/ttyS1?baudRate=19200&rtscts=true',
      { kind: 'serial', path: '/dev/ttyS1', ...plain8N1, baudRate: 19200, rtscts: true },
    ],
    [
      'serial:/dev/ttyS1?dataBits=7&parity=even&stopBits=2&xon=true',
      {
        kind: 'serial',
        path: '/dev/ttyS1',
        ...plain8N1,
        dataBits: 7,
        parity: 'even',
        stopBits: 2,
        xon: true,
      },
    ],
    ['tcp://192.168.1.20:9100', { kind: 'tcp', host: '192.168.1.20', port: 9100, ...alone }],
    ['tcp://[fe80::1]:9100', { kind: 'tcp', host: 'fe80::1', port: 9100, ...alone }],
    [
      'serial:/dev/ttyS1?echo=true&gapMs=0',
      { kind: 'serial', path: '/dev/ttyS1', ...plain8N1, echo: true, gapMs: 0 },
    ],
    ['tcp://h:1?gapMs=30', { kind: 'tcp', host: 'h', port: 1, echo: false, gapMs: 30 }],
    ['usb:/dev/usb/lp0', { kind: 'usb', path: '/dev/usb/lp0' }],
    ['alsa:plughw:CARD=Device,DEV=0', { kind: 'alsa', device: 'plughw:CARD=Device,DEV=0' }],
    ['pages:', { kind: 'pages' }],
    ['simulated:', { kind: 'simulated', pace: 1, line: null }],
    ['simulated:?pace=0', { kind: 'simulated', pace: 0, line: null }],
    ['simulated:?pace=0.25', { kind: 'simulated', pace: 0.25, line: null }],
    ['simulated:?line=windows', { kind: 'simulated', pace: 1, line: 'windows' }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each([
    ['', { baudRate: 38_400, rtscts: true, xon: false }],
    ['?baudRate=9600', { baudRate: 9600, rtscts: true, xon: false }],
    ['?rtscts=false', { baudRate: 38_400, rtscts: false, xon: false }],
    ['?xon=true', { baudRate: 38_400, rtscts: false, xon: true }],
  ])('takes from the model what the port does not say: serial:/dev/ttyS1%s', (query, settings) => {
    const defaults = { baudRate: 38_400, flow: 'rtscts' } as const;
    expect(parseAddress(`serial:/dev/ttyS1${query}`, defaults)).toMatchObject(settings);
  });

  it('takes from the model how bytes are framed, too', () => {
    const defaults = { baudRate: 9600, dataBits: 7, parity: 'even' } as const;
    expect(parseAddress('serial:/dev/ttyS1', defaults)).toMatchObject({ dataBits: 7, parity: 'even' });
    const said = parseAddress('serial:/dev/ttyS1?dataBits=8&parity=none', defaults);
    expect(said).toMatchObject({ dataBits: 8, parity: 'none' });
  });

  it.each([
    ['', /begins with no kind of port; use serial:/],
    ['/dev/ttyUSB0', /begins with no kind of port/],
    ['bluetooth:x', /begins with "bluetooth:"; use serial:/],
    ['toString:x', /begins with "toString:"/],
    ['serial:', /names no device; for example \/dev\/ttyUSB0/],
    ['serial:ttyUSB0', /full path/],
    ['serial:/dev/x?baud=9600', /unknown setting "baud"; known are baudRate, dataBits/],
    ['serial:/dev/x?baudRate=fast', /"baudRate" is "fast"; it must be a whole number from 300 to 4000000/],
    ['serial:/dev/x?baudRate=9600.5', /whole number/],
    ['serial:/dev/x?baudRate=1e5', /whole number/],
    ['serial:/dev/x?baudRate=9600&baudRate=19200', /says "baudRate" twice/],
    ['serial:/dev/x?dataBits=9', /"dataBits" is "9"; it must be 8 or 7/],
    ['serial:/dev/x?parity=mark', /it must be none or even or odd/],
    ['serial:/dev/x?rtscts=yes', /it must be false or true/],
    ['tcp://printer', /needs a host and a port/],
    ['tcp://printer:0', /needs a host and a port/],
    ['tcp://printer:65536', /needs a host and a port/],
    ['tcp://user@printer:9100', /needs a host and a port/],
    ['tcp://printer:9100/x', /needs a host and a port/],
    ['tcp://printer:9100?x=1', /unknown setting "x"; known are echo, gapMs/],
    ['usb:/dev/usb/lp0?x=1', /unknown setting "x"; it takes none/],
    ['serial:/dev/x?gapMs=1001', /"gapMs" is "1001"; it must be a whole number from 0 to 1000/],
    ['serial:/dev/x ', /has a space at its beginning or its end; take it away/],
    [' tcp://printer:9100', /has a space at its beginning or its end/],
    ['simulated:?line=a\t', /has a space at its beginning or its end/],
    ['serial:/dev/x ?baudRate=9600', /has a space behind the device; take it away/],
    ['usb:lp0', /full path; for example \/dev\/usb\/lp0/],
    ['alsa:', /needs a sound card as aplay -L shows it; for example alsa:default/],
    ['alsa:-Dplughw', /needs a sound card/],
    ['alsa:default --help', /needs a sound card/],
    ['alsa:default?rate=1', /unknown setting "rate"/],
    ['pages:tv', /nothing may follow/],
    ['simulated:front', /nothing but \?pace= or \?line= may follow/],
    ['simulated:?pace=-1', /"pace" is "-1"; it must be a number from 0 to 100/],
    ['simulated:?speed=1', /unknown setting "speed"; known are pace/],
  ])('refuses %j and says why', (text, reason) => {
    const attempt = () => parseAddress(text);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow(DeviceFault);
    expect(attempt).toThrow(expect.objectContaining({ code: 'bad-address' }));
    expect(attempt).toThrow(`port "${text}"`);
  });

  it.each([
    ['serial:/dev/ttyUSB0', 'serial:/dev/../dev//ttyUSB0?baudRate=9600'],
    ['serial:/dev/ttyUSB0', 'serial:///dev/./ttyUSB0'],
    ['usb:/dev/usb/lp0', 'usb:/dev/usb//lp0'],
    ['tcp://board:5005', 'tcp://Board.:5005?echo=true'],
    ['tcp://[fe80::a]:5005', 'tcp://[FE80::A]:5005'],
    ['simulated:?line=a', 'simulated:?pace=0&line=a'],
  ])('knows one device by two texts: %s and %s', (one, other) => {
    const place = placeOf(parseAddress(one));
    expect(place).toBe(one);
    expect(placeOf(parseAddress(other))).toBe(place);
  });

  it.each([
    ['serial:/dev/ttyUSB0', 'serial:/dev/ttyusb0'],
    ['tcp://board:5005', 'tcp://board:5006'],
    ['simulated:?line=a', 'simulated:?line=A'],
  ])('knows two devices by theirs: %s and %s', (one, other) => {
    expect(placeOf(parseAddress(one))).not.toBe(placeOf(parseAddress(other)));
  });

  it('knows no place of what is simulated alone', () => {
    expect(placeOf(parseAddress('simulated:?pace=0'))).toBeNull();
  });

  it.each(['/dev/ttyUSB0', 'tcp://board'])('shows what fits the kind of device: %s', (text) => {
    expect(() => parseAddress(text)).toThrow(/:9100/);
    const ofBoards = () => parseAddress(text, undefined, linePorts);
    expect(ofBoards).toThrow(/:5005/);
    expect(ofBoards).not.toThrow(/:9100|usb:/);
  });

  it('says in short where a port leads', () => {
    expect(formatAddress(parseAddress('tcp://[fe80::1]:9100'))).toBe('tcp://[fe80::1]:9100');
    expect(formatAddress(parseAddress('serial:/dev/ttyS0?xon=true'))).toBe('serial:/dev/ttyS0');
  });
});
