print("lstm-tutor")
