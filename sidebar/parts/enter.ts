// Owns Enter in a form of several fields: it submits itself only where it has a button of the browser's own for it. Knows no form.
export function onEnter(submit: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    submit();
  };
}
