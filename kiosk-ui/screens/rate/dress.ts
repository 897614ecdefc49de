/** The colours of a counter's screen: those of its address, `?theme=dark`, or what the tablet's owner has set. */

const themes = ['light', 'dark', 'contrast'] as const;

export function dress(): void {
  const asked = new URLSearchParams(location.search).get('theme');
  document.documentElement.dataset['theme'] = themes.find((theme) => theme === asked) ?? preferred();
}

function preferred(): (typeof themes)[number] {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
