// Only what has succeeded there, and does not run now.
function backButton(rollout, tracks) {
  const track = tracks.find(one => one.service === rollout.service && one.track === rollout.track);
  return rollout.digest && track?.image && !track.image.endsWith(rollout.digest) && rollout.phase === 'Succeeded'
    ? handButton('Roll back', `/api/tracks/${rollout.service}/${rollout.track}/rollback`,
      `${rollout.service}/${rollout.track} goes to ${short(`${rollout.image}@${rollout.digest}`)}.`, { rollout: rollout.id })
    : '';
}

function rolloutRow(rollout, tracks) {
  return el('tr', {},
    el('td', {}, time(rollout.requestedAt)),
    el('td', {}, `${rollout.service}/${rollout.track}`),
    el('td', {}, el('code', {}, short(rollout.digest ? `${rollout.image}@${rollout.digest}` : rollout.image))),
    el('td', { class: tone(rollout.phase) }, rollout.phase),
    el('td', {}, `${rollout.seconds.toFixed(1)} s`),
    el('td', { class: 'message', title: rollout.message }, el('span', {}, short(rollout.message))),
    el('td', {}, backButton(rollout, tracks)));
}
