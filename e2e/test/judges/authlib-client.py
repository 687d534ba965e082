"""A relying party as Authlib's manual has it: discovery address, client id, secret, and what to ask for. Prints its port."""
import os
import sys

from authlib.integrations.flask_client import OAuth, OAuthError
from flask import Flask, jsonify, request, url_for
from werkzeug.serving import make_server

app = Flask(__name__)
app.secret_key = os.urandom(32)
gateway = OAuth(app).register(
    "gateway",
    server_metadata_url=os.environ["DISCOVERY"],
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    client_kwargs={
        "scope": "openid profile",
        "code_challenge_method": "S256",
        "token_endpoint_auth_method": os.environ["AUTH_METHOD"],
    },
)


@app.route("/login")
def login():
    return gateway.authorize_redirect(url_for("callback", _external=True), **request.args)


@app.route("/callback", methods=["GET", "POST"])
def callback():
    try:
        token = gateway.authorize_access_token()  # checks state, nonce, PKCE, and the ID token by the published keys
    except OAuthError as error:
        return jsonify(error=error.error, description=error.description)
    claims = token["userinfo"]
    return jsonify(claims=claims, userinfo=gateway.userinfo())


port = int(sys.argv[1])
server = make_server("localhost", port, app)
print("ready", flush=True)
server.serve_forever()
