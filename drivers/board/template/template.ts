/** Counter boards without a standard: their frames as the configuration describes them. */
export { checkTemplate, withoutAddress, type TemplateFault } from './check.ts';
export { FrameTemplate } from './schema.ts';
export { shippedTemplates } from './shipped.ts';
