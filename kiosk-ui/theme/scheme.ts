/** The theme of a page on somebody's own device: the one that its owner has chosen for all pages. */
const wishes = [
  { media: '(prefers-contrast: more)', theme: 'contrast' },
  { media: '(prefers-color-scheme: dark)', theme: 'dark' },
] as const;

export function followScheme(): void {
  const asked = wishes.map(({ media, theme }) => ({ query: matchMedia(media), theme }));
  const dress = () => {
    document.documentElement.dataset['theme'] = asked.find(({ query }) => query.matches)?.theme ?? 'light';
  };
  for (const { query } of asked) query.addEventListener('change', dress);
  dress();
}
