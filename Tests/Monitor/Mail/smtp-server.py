"""A mail server for tests: STARTTLS, authentication over TLS only, and mails as files in a folder.

usage: smtp-server.py FOLDER CERTIFICATE KEY MODE    prints its port; MODE is starttls, tls or plain
Recipients at refused.test are refused for good, those at later.test for now. It ends with its standard input.
"""
import asyncio
import os
import ssl
import sys
import threading
import uuid

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder, certificate, key, mode = sys.argv[1:5]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@refused.test"):
            return "550 5.1.1 no such user"
        if address.endswith("@later.test") and not os.path.exists(os.path.join(folder, "now")):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = os.path.join(folder, f"{uuid.uuid4()}.eml")
        with open(name + ".tmp", "wb") as file:
            file.write(f"X-Rcpt: {','.join(envelope.rcpt_tos)}\r\nX-Tls: {session.ssl is not None}\r\n"
                       f"X-User: {session.auth_data.login.decode() if session.auth_data else ''}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".tmp", name)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"monitor" and data.password == b"right")


class Server(Controller):
    def factory(self):
        context = None if mode == "plain" else tls()
        return SMTP(self.handler, hostname="mail.test", tls_context=context if mode == "starttls" else None,
                    require_starttls=mode == "starttls", auth_required=mode == "starttls",
                    authenticator=authenticate if mode == "starttls" else None)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


server = Server(Handler(), hostname="127.0.0.1", port=int(sys.argv[5]) if len(sys.argv) > 5 else 0,
                ssl_context=tls() if mode == "tls" else None)
# The base class asks the port that was asked for whether it serves: with 0 that is not the port it got.
server._trigger_server = lambda: None
server.start()
print(server.server.sockets[0].getsockname()[1], flush=True)
sys.stdin.read()
server.stop()
