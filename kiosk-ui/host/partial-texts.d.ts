/** Made by the bundler: of a catalogue, the texts that one kind of page may use (see kiosk-ui/vite.config.ts). */
declare module '*.json?visitor' {
  const messages: import('../../config/texts/texts.ts').Messages;
  export default messages;
}
/** Without what explains figures. */
declare module '*.json?staff' {
  const messages: import('../../config/texts/texts.ts').Messages;
  export default messages;
}
/** What explains figures, and nothing else. */
declare module '*.json?figures' {
  const messages: import('../../config/texts/texts.ts').Messages;
  export default messages;
}
