// What is pressed asks for a reason first; it is kept with who and when.
let turning;
// The request is a POST with the reason beside its body, unless it says otherwise.
function handButton(label, address, what, body = {}, otherwise = {}) {
  const button = el('button', { type: 'button', 'data-key': address + JSON.stringify(body) }, label);
  button.addEventListener('click', () => {
    turning = { address, body, method: 'POST', says: 'reason', ...otherwise };
    byId('hand-title').textContent = label;
    byId('hand-what').textContent = what;
    byId('hand-fault').textContent = byId('reason').value = '';
    byId('hand').showModal();
  });
  return button;
}

function handsView(track) {
  const name = `${track.service}/${track.track}`, at = `/api/tracks/${name}/`, phase = track.rollout?.phase;
  const promotion = track.rollout?.promotion?.state;
  const underWay = promotion === 'Asked' || promotion === 'Promoted';
  const buttons = [track.paused
    ? handButton('Resume', at + 'resume', `${name} takes up requests and promotions again.`)
    : handButton('Pause', at + 'pause', `${name} takes up no request and promotes nothing until it is resumed. What fails goes back still.`)];
  if (track.promotable && phase === 'Succeeded' && !underWay && !track.paused)
    buttons.push(handButton('Promote', at + 'promote', `stable is asked to run ${short(track.image)}.`));
  if (phase === 'Progressing' || (track.promotable && phase === 'Succeeded' && !underWay) || track.waiting)
    buttons.push(handButton('Abort', at + 'abort', track.waiting
      ? 'The request that waits is dropped.' : `${name} goes back to the last good release.`,
      { rollout: track.waiting ? track.request : track.rollout.id }));
  return el('div', { class: 'hands', role: 'group', 'aria-label': `Act on ${name}` }, ...buttons);
}

async function turn(reason) {
  const answer = await fetch(turning.address, {
    method: turning.method,
    headers: { ...bearer(), 'Content-Type': 'application/json', ...turning.headers },
    body: JSON.stringify({ ...turning.body, [turning.says]: reason }),
  });
  if (answer.ok) return;
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? `it answered ${answer.status}`);
}
