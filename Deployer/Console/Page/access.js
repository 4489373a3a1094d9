const kept = 'slipway-token';

// A link may bring the token behind the #, which no browser sends anywhere. It does not stay in the address.
function takeFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  sessionStorage.setItem(kept, token);
  history.replaceState(null, '', location.pathname + location.search);
}

function askForToken(why) {
  clearTimeout(timer);
  sessionStorage.removeItem(kept);
  byId('entry').hidden = false;
  byId('list').hidden = byId('flag-list').hidden = byId('forget').hidden = true;
  byId('services').replaceChildren();
  byId('status').textContent = '';
  byId('why').textContent = why;
  byId('token').value = '';
  byId('token').focus();
}

class Refused extends Error {}

const bearer = () => ({ Authorization: `Bearer ${sessionStorage.getItem(kept)}` });

async function json(address) {
  const answer = await fetch(address, { headers: bearer(), cache: 'no-store' });
  if (answer.status === 401 || answer.status === 403) throw new Refused((await answer.json()).detail);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}
