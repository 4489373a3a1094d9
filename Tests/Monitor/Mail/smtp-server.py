"""A mail server for tests: STARTTLS, authentication over TLS only, and mails as files in a folder.

usage: smtp-server.py FOLDER CERTIFICATE KEY MODE HOST

MODE is starttls, tls or plain, HOST the address to listen on. It prints the free port that it has chosen.
Recipients at refused.test are refused for good, those at later.test for now; a mail to one at slow.test is kept at once, and taken 3 s later. It ends with its standard input.
"""
import asyncio
import os
import ssl
import sys
import uuid

from aiosmtpd.smtp import SMTP, AuthResult

folder, certificate, key, mode, host = sys.argv[1:]


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
        if any(address.endswith("@slow.test") for address in envelope.rcpt_tos):
            await asyncio.sleep(3)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"monitor" and data.password == b"right", handled=False, auth_data=data)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def session():
    secured = mode == "starttls"
    return SMTP(Handler(), hostname="mail.test", tls_context=tls() if secured else None, require_starttls=secured,
                auth_required=secured, authenticator=authenticate if secured else None)


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, host, 0, ssl=tls() if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
