/** Made by the bundler: of a catalogue, the texts that visitors' pages may use (see kiosk-ui/vite.config.ts). */
declare module '*.json?visitor' {
  const messages: import('../../config/texts/texts.ts').Messages;
  export default messages;
}
