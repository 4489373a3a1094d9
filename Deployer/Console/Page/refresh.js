let timer;

async function refresh() {
  clearTimeout(timer);
  if (!sessionStorage.getItem(kept)) return askForToken('');
  try {
    const [tracks, list, flags] = await Promise.all([json('/api/tracks'), json('/api/rollouts?limit=30'), askFlags()]);
    // Under a pressed button nothing is exchanged: the click would be lost.
    if (document.querySelector('button:active')) return void (timer = setTimeout(refresh, 200));
    const focused = document.activeElement?.dataset?.key;
    const services = Map.groupBy(tracks, track => track.service);
    byId('services').replaceChildren(...[...services].map(([name, members]) =>
      serviceView(name, members.sort((a, b) => b.track.localeCompare(a.track)))));
    byId('entry').hidden = true;
    byId('list').hidden = byId('flag-list').hidden = byId('forget').hidden = false;
    showFlags(flags);
    byId('rollouts').replaceChildren(...list.rollouts.map(rollout => rolloutRow(rollout, tracks)));
    if (focused) [...document.querySelectorAll('[data-key]')].find(button => button.dataset.key === focused)?.focus();
    byId('away').hidden = !list.historyAway;
    byId('away').textContent = list.historyAway ?? '';
    byId('status').textContent = `as of ${new Date().toLocaleTimeString()}`;
    byId('status').className = '';
  } catch (error) {
    // Asking on with a token that does not hold would only count against this address.
    if (error instanceof Refused) return askForToken(error.message);
    byId('status').textContent = `not up to date: ${error.message}`;
    byId('status').className = 'bad';
  }
  timer = setTimeout(refresh, 1000);
}

byId('entry').querySelector('form').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem(kept, byId('token').value.trim());
  refresh();
});
byId('hand').querySelector('form').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await turn(byId('reason').value.trim());
    byId('hand').close();
    refresh();
  } catch (error) {
    byId('hand-fault').textContent = error.message;
  }
});
byId('hand-cancel').addEventListener('click', () => byId('hand').close());
byId('forget').addEventListener('click', () => askForToken('The token is forgotten.'));
addEventListener('hashchange', () => { takeFromAddress(); refresh(); });
takeFromAddress();
refresh();
